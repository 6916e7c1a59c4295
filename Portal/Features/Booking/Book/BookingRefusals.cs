using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Features.Booking.Book;

/// <summary>Where a booking that was refused leads: to other times, back to a question, or to the reason and what else can be done.</summary>
sealed class BookingRefusals(KnownVisits known, VisitorCookies cookies)
{
    /// <summary>Why other times are offered: it is a first visit, which the time was too short for.</summary>
    public const string Longer = "longer";

    public async Task<string> ToAsync(BookingDraft draft, PatientId patient, BookingError error, CancellationToken cancellation)
    {
        switch (error)
        {
            case BookingError.NotFound or BookingError.Forbidden or BookingError.BirthDateMissing:
                return BookingLinks.Details;
            case BookingError.NotForPatient:
                return BookingLinks.Refused + "?why=person";
            case BookingError.DeskOnly:
                return BookingLinks.Refused + "?why=desk";
            case BookingError.Taken or BookingError.OutsideHours when !draft.Turn && draft.Visit != VisitKind.New && await IsFirstAsync(draft.Service, patient, cancellation):
                cookies.WriteDraft(draft with { Visit = VisitKind.New });
                return BookingLinks.Again + "?why=" + Longer;
            default:
                return Lost(error);
        }
    }

    public static string Lost(BookingError error) => BookingLinks.Again + (error is BookingError.Taken or BookingError.Full ? "?why=taken" : "?why=gone");

    // who said to have been here before may be new all the same
    async Task<bool> IsFirstAsync(ServiceId service, PatientId patient, CancellationToken cancellation) =>
        (await known.ExecuteAsync(service, cancellation)).FirstOrDefault(person => person.Patient == patient) is { Plan.Mostly: VisitKind.New };
}
