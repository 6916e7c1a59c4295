using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Portal.Shell;

public sealed partial class StaffLayout
{
    MudTheme? theme;
    ErrorBoundary? boundary;
    bool dark;

    MudTheme Theme => theme ??= StaffTheme.For(Clinic.Brand);

    protected override void OnParametersSet() => boundary?.Recover();
}
