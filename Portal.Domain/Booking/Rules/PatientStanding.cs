using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>What the rules ask of a patient: who they are, when they first came, which visits may have a follow-up, how often they did not come.</summary>
/// <param name="First">The start of their first appointment that was not called off or missed; it may be to come.</param>
/// <param name="Visits">Those of the last year at which they were seen, latest first, and follow-ups that are to come.</param>
/// <param name="Missed">Within the last twelve months.</param>
public sealed record PatientStanding(LocalDate? BirthDate, Gender? Gender, Instant? First, ImmutableArray<PatientStanding.Visit> Visits, int Missed)
{
    public readonly record struct Visit(PractitionerId Practitioner, ServiceId Service, Instant Start, VisitKind Kind);

    /// <summary>What a visit to this practitioner at this time would be.</summary>
    public VisitKind KindOf(ServiceRule service, PractitionerId practitioner, Instant start)
    {
        if (First is null || First >= start)
            return VisitKind.New;
        if (service.Revisit is not { } revisit)
            return VisitKind.Returning;
        var (seen, followedUp) = (default(Instant?), default(Instant?));
        foreach (var visit in Visits)
        {
            if (visit.Practitioner != practitioner || visit.Service != service.Id)
                continue;
            if (visit.Kind == VisitKind.FollowUp)
                followedUp = followedUp is { } later && later > visit.Start ? later : visit.Start;
            else if (visit.Start < start && (seen is null || visit.Start > seen))
                seen = visit.Start;
        }

        return seen is { } last && start - last <= Duration.FromDays(revisit.Days) && !(followedUp > last) ? VisitKind.FollowUp : VisitKind.Returning;
    }

    /// <summary>Whether the service is for this patient; null where it is.</summary>
    /// <param name="on">The clinic's day of the visit.</param>
    public BookingError? Refusal(PersonRule rule, LocalDate on) =>
        !rule.Suits(BirthDate, Gender, on) ? BookingError.NotForPatient
        : rule.AsksAge && BirthDate is null ? BookingError.BirthDateMissing
        : null;
}
