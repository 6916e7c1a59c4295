using Microsoft.AspNetCore.Components.Web;

namespace Portal.Shell;

public sealed partial class StaffLayout
{
    ErrorBoundary? boundary;

    protected override void OnParametersSet() => boundary?.Recover();
}
