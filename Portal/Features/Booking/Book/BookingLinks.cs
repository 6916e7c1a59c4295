using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Book;

/// <summary>The addresses of the booking's steps: what was chosen stands in the address, who it is for never does.</summary>
static class BookingLinks
{
    public const string Any = "any";
    public const string Services = "/book";
    public const string Details = "/book/details";
    public const string Code = "/book/code";
    public const string Again = "/book/again";

    /// <summary>Asks for a doctor where there is a choice.</summary>
    public static string ToService(ServiceFacts service) =>
        service.Practitioners is [var only] ? ToTimes(service.Id, only) : $"/book/{service.Id}";

    public static string ToTimes(ServiceId service, PractitionerId? practitioner, string? query = null) =>
        $"/book/{service}/{practitioner?.ToString() ?? Any}" + (query is null ? "" : "?" + query);
}
