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
    public const string Refused = "/book/refused";

    /// <summary>To the first question of a service: is it a first visit, which branch, which doctor; or at once to the times.</summary>
    public static string ToService(ServiceFacts service) => service switch
    {
        { AsksFirstVisit: true } => ToVisit(service.Id),
        { Branches.Count: > 1 } => ToBranch(service.Id, default),
        { Practitioners: [var only] } => ToTimes(service.Id, only),
        _ => ToDoctor(service.Id, default),
    };

    public static string ToVisit(ServiceId service) => $"/book/{service}/visit";

    public static string ToBranch(ServiceId service, BookingChoice choice) => (choice with { Branch = null }).On($"/book/{service}/branch");

    public static string ToDoctor(ServiceId service, BookingChoice choice) => choice.On($"/book/{service}");

    public static string ToTimes(ServiceId service, PractitionerId? practitioner, string? query = null) => ToTimes(service, practitioner, default, query);

    public static string ToTimes(ServiceId service, PractitionerId? practitioner, BookingChoice choice, string? query = null) =>
        choice.On($"/book/{service}/{practitioner?.ToString() ?? Any}", query);
}
