using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Portal.Shell;

public sealed partial class StaffLayout
{
    MudTheme? theme;
    ErrorBoundary? boundary;
    MudThemeProvider theming = null!;
    bool dark;

    MudTheme Theme => theme ??= StaffTheme.For(Clinic.Brand);

    // the provider follows changes of the system's choice; the first one it has to be asked for
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        dark = await theming.GetSystemDarkModeAsync();
        StateHasChanged();
    }

    protected override void OnParametersSet() => boundary?.Recover();
}
