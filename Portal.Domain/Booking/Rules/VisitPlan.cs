using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>Until when a patient's next visit to the same practitioner is a follow-up.</summary>
public sealed record FollowUpOffer(PractitionerId With, Instant Until, Duration Length, decimal? Price);

/// <summary>
/// What a visit is taken for while its time is chosen: what the patient's record says where it is known who comes, or what a visitor says. What it
/// really is, is settled by the booking from the same record.
/// </summary>
public sealed class VisitPlan
{
    readonly ServiceRule? service;
    readonly PatientStanding? who;
    readonly VisitKind said;

    VisitPlan(ServiceRule? service, PatientStanding? who, VisitKind said) => (this.service, this.who, this.said) = (service, who, said);

    /// <summary>Where nobody asks, and for whom nothing is known.</summary>
    public static VisitPlan Usual { get; } = Said(VisitKind.Returning);

    public static VisitPlan Said(VisitKind kind) => new(null, null, kind) { Kinds = [kind] };

    public static VisitPlan Of(ServiceRule service, PatientStanding who, Instant now) => new(service, who, who.First is null ? VisitKind.New : VisitKind.Returning)
    {
        FollowUp = service.Revisit is { } revisit ? Offer(service, revisit, who, now) : null,
        // before a first visit that is still to come, another one would be the first
        Kinds = who.First is { } first && first > now ? [VisitKind.Returning, VisitKind.New] : [who.First is null ? VisitKind.New : VisitKind.Returning],
    };

    public FollowUpOffer? FollowUp { get; private init; }

    /// <summary>What it is mostly: a first visit, or one of somebody who was here.</summary>
    public VisitKind Mostly => said;

    /// <summary>Kinds of which times are looked for with anybody; a follow-up is one with its own practitioner alone.</summary>
    public ImmutableArray<VisitKind> Kinds { get; private init; }

    public VisitKind KindOf(PractitionerId practitioner, Instant start) => who is not null && service is not null ? who.KindOf(service, practitioner, start) : said;

    // of several practitioners who saw the patient, the last
    static FollowUpOffer? Offer(ServiceRule service, RevisitRule revisit, PatientStanding who, Instant now)
    {
        foreach (var visit in who.Visits)
            if (visit.Service == service.Id && visit.Kind != VisitKind.FollowUp && visit.Start < now && service.Practitioners.Contains(visit.Practitioner)
                && who.KindOf(service, visit.Practitioner, now) == VisitKind.FollowUp)
                return new(visit.Practitioner, visit.Start + Duration.FromDays(revisit.Days), revisit.Length ?? service.Length, revisit.Price ?? service.Price);
        return null;
    }
}
