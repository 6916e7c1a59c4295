using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Features.Booking.Book;
using Portal.Shared;

namespace Portal.Features.Booking.WaitingList;

/// <summary>The addresses of the waiting list's steps.</summary>
static class WaitingLinks
{
    public const string Services = "/wait";
    public const string Done = "/wait/done";

    /// <param name="practitioner">Null for any.</param>
    /// <param name="day">The day that had no time left.</param>
    public static string To(ServiceId service, PractitionerId? practitioner, LocalDate? day = null) =>
        $"/wait/{service}?doctor={practitioner?.ToString() ?? BookingLinks.Any}" + (day is { } full ? $"&days={ClinicFormat.Iso(full)}" : "");

    public static string Who(ServiceId service, WishQuery wish) => $"/wait/{service}/who?{wish.ToQuery()}";
}
