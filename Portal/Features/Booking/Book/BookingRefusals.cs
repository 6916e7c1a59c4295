using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;

namespace Portal.Features.Booking.Book;

/// <summary>Where a booking that was refused leads: to other times, back to a question, or to the reason and what else can be done.</summary>
sealed class BookingRefusals(KnownVisits known, ClinicPage page, VisitorCookies cookies, Caller caller)
{
    /// <summary>Why other times are offered: it is a first visit, which the time was too short for.</summary>
    public const string Longer = "longer";

    public async Task<string> ToAsync(BookingDraft draft, PatientId patient, BookingError error, CancellationToken cancellation)
    {
        switch (error)
        {
            // what was typed has passed the form, so this is of the record: who has proved nothing is told nothing of it, and what cannot be typed is the desk's to ask
            case BookingError.NotForPatient or BookingError.DeskOnly or BookingError.BirthDateMissing when caller.Kind == CallerKind.Visitor:
                return BookingLinks.Refused + "?why=call";
            case BookingError.NotFound or BookingError.Forbidden or BookingError.BirthDateMissing:
                return BookingLinks.Details;
            case BookingError.NotForPatient:
                return BookingLinks.Refused + "?why=person";
            case BookingError.DeskOnly:
                return BookingLinks.Refused + "?why=desk";
            case BookingError.Taken or BookingError.OutsideHours when !draft.Turn && draft.Visit != VisitKind.New && await IsLongerAsync(draft.Service, patient, cancellation):
                cookies.WriteDraft(draft with { Visit = VisitKind.New });
                return BookingLinks.Again + "?why=" + Longer;
            default:
                return Lost(error);
        }
    }

    public static string Lost(BookingError error) => BookingLinks.Again + (error is BookingError.Taken or BookingError.Full ? "?why=taken" : "?why=gone");

    /// <summary>
    /// The draft as it is for who comes, where that costs more than it was shown for: another person's follow-up, or a time with another doctor. The new
    /// price is shown before it is booked.
    /// </summary>
    /// <returns>Null where it costs what was shown, or less.</returns>
    public async Task<BookingDraft?> DearerAsync(BookingDraft draft, PatientId patient, CancellationToken cancellation)
    {
        if (draft.Visit != VisitKind.FollowUp || (await page.ExecuteAsync(cancellation)).Find(draft.Service) is not { Revisit.Price: { } shown } service || service.Price <= shown)
            return null;
        var kind = (await known.ExecuteAsync(draft.Service, cancellation)).FirstOrDefault(person => person.Patient == patient)?.Plan.KindOf(draft.Practitioner, draft.Start);
        return kind is { } really and not VisitKind.FollowUp ? draft with { Visit = really } : null;
    }

    // who said to have been here before may be new all the same, and a first visit may take longer
    async Task<bool> IsLongerAsync(ServiceId service, PatientId patient, CancellationToken cancellation) =>
        (await page.ExecuteAsync(cancellation)).Find(service) is { NewPatientMinutes: { } first } facts && first > facts.Minutes
        && (await known.ExecuteAsync(service, cancellation)).FirstOrDefault(person => person.Patient == patient) is { Plan.Mostly: VisitKind.New };
}
