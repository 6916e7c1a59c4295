using MudBlazor;
using MudBlazor.Services;
using Portal.Features.Booking.Calendar;
using Portal.Shell;

namespace Portal.Features.Booking;

static class DeskPages
{
    /// <summary>What the desk's and the doctor's pages need beside the domain; MudBlazor's widgets speak the reader's language.</summary>
    public static IServiceCollection AddDeskPages(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomStart;
            mud.SnackbarConfiguration.PreventDuplicates = false;
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            mud.SnackbarConfiguration.VisibleStateDuration = 7000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 120;
            mud.SnackbarConfiguration.HideTransitionDuration = 120;
            mud.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
        });
        services.AddTransient<MudLocalizer, MudWords>();
        return services.AddScoped<DeskActions>();
    }
}
