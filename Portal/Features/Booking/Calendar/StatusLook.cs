using MudBlazor;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>A state is told three ways at once: by colour (the class), by shape (the icon) and by its word.</summary>
static class StatusLook
{
    public static string Class(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Proposed => "is-proposed",
        AppointmentStatus.Booked => "is-booked",
        AppointmentStatus.Confirmed => "is-confirmed",
        AppointmentStatus.Arrived => "is-arrived",
        AppointmentStatus.Waiting => "is-waiting",
        AppointmentStatus.InConsult => "is-inconsult",
        AppointmentStatus.Fulfilled => "is-fulfilled",
        AppointmentStatus.NoShow => "is-noshow",
        AppointmentStatus.Cancelled => "is-cancelled",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The path of a drawing of 24 × 24; none of them means a direction.</summary>
    public static string Icon(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Proposed => Icons.Material.Filled.Phone,
        AppointmentStatus.Booked => Icons.Material.Outlined.Circle,
        AppointmentStatus.Confirmed => Icons.Material.Outlined.CheckCircle,
        AppointmentStatus.Arrived => Icons.Material.Filled.Person,
        AppointmentStatus.Waiting => Icons.Material.Filled.Weekend,
        AppointmentStatus.InConsult => Icons.Material.Filled.MedicalServices,
        AppointmentStatus.Fulfilled => Icons.Material.Filled.Check,
        AppointmentStatus.NoShow => Icons.Material.Filled.Block,
        AppointmentStatus.Cancelled => Icons.Material.Filled.Close,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Word(AppointmentStatus status) => $"Status.{status}";
}
