using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>
/// What a bulk change would do: which appointments it is about and where each would go. Nothing is written. Asked again with what is on the
/// page, it keeps what a person chose and says what others changed meanwhile.
/// </summary>
public sealed class PreviewBulkChange(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, BulkCalendar calendar, Caller caller, AuditTrail audit, TimeProvider clock)
{
    internal const int MostOffers = 3;
    static readonly Duration Longest = Duration.FromDays(31);

    /// <param name="From">The clinic's local time.</param>
    /// <param name="To">The clinic's local time, exclusive.</param>
    public sealed record Request(PractitionerId Practitioner, LocalDateTime From, LocalDateTime To, BulkKind Kind, BulkWhere Where = BulkWhere.SamePractitionerLater)
    {
        /// <summary>What is on the page already: the version that each appointment was shown with.</summary>
        public IReadOnlyDictionary<AppointmentId, int> Seen { get; init; } = new Dictionary<AppointmentId, int>();

        /// <summary>Where a person wants some of them; they are placed before all others.</summary>
        public IReadOnlyDictionary<AppointmentId, BulkPlace> Chosen { get; init; } = new Dictionary<AppointmentId, BulkPlace>();

        /// <summary>Those that need no place, as they are left out.</summary>
        public IReadOnlySet<AppointmentId> LeftOut { get; init; } = new HashSet<AppointmentId>();
    }

    /// <param name="Rows">By their start.</param>
    /// <param name="Here">How many patients are at the clinic already; they are not touched.</param>
    public sealed record Plan(Instant From, Instant To, IReadOnlyList<Row> Rows, int Here);

    /// <param name="To">Where it would go; null where there is no place, and where nothing is moved.</param>
    /// <param name="Offers">What the patient would be offered.</param>
    /// <param name="ChangedMeanwhile">It is not as it was shown before.</param>
    /// <param name="Refused">What a person chose for it is not to be had.</param>
    public sealed record Row(DeskAppointment Appointment, BulkPlace? To, IReadOnlyList<BulkPlace> Offers, bool ChangedMeanwhile, bool Refused);

    public async Task<Result<Plan, BulkError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync("bulk.preview", BulkError.Forbidden, "practitioner", request.Practitioner.Value, cancellation);
        var zone = (await rules.GetAsync(cancellation)).Zone;
        if (Range(zone, request.From, request.To) is not { } range)
            return BulkError.DatesWrong;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Set<Practitioner>().AnyAsync(p => p.Id == request.Practitioner, cancellation))
            return BulkError.NotFound;
        var inRange = db.Set<Appointment>().Where(a => a.PractitionerId == request.Practitioner && a.StartsAt >= range.Start && a.StartsAt < range.End);
        var appointments = await DeskAppointment.Query(db, inRange.Where(a => AppointmentSteps.Ahead.Contains(a.Status)).OrderBy(a => a.StartsAt)).ToListAsync(cancellation);
        var here = await inRange.CountAsync(a => AppointmentSteps.Here.Contains(a.Status), cancellation);
        return new Plan(range.Start, range.End, request.Kind == BulkKind.Cancel
            ? [.. appointments.Select(a => new Row(a, null, [], IsChanged(request, a), false))]
            : await PlaceAsync(request, range, appointments, cancellation), here);
    }

    async Task<IReadOnlyList<Row>> PlaceAsync(Request request, Interval range, List<DeskAppointment> appointments, CancellationToken cancellation)
    {
        var (planner, last) = await calendar.PlannerAsync(request.Practitioner, range, cancellation);
        var (places, refused) = (new Dictionary<AppointmentId, BulkPlace>(), new HashSet<AppointmentId>());
        foreach (var a in appointments.Where(a => !request.LeftOut.Contains(a.Id)))
            if (request.Chosen.TryGetValue(a.Id, out var chosen))
            {
                if (planner.TryTake(WantedOf(a), chosen))
                    places.Add(a.Id, chosen);
                else
                    refused.Add(a.Id);
            }

        var offers = new Dictionary<AppointmentId, IReadOnlyList<BulkPlace>>();
        foreach (var a in appointments.Where(a => !places.ContainsKey(a.Id) && !request.LeftOut.Contains(a.Id)))
            if (request.Kind == BulkKind.OfferAlternatives)
                offers.Add(a.Id, planner.Offer(WantedOf(a), last, MostOffers));
            else if (planner.Place(WantedOf(a), request.Where, last) is { } place)
                places.Add(a.Id, place);
        return [.. appointments.Select(a => new Row(
            a, places.TryGetValue(a.Id, out var to) ? to : null, offers.GetValueOrDefault(a.Id, []), IsChanged(request, a), refused.Contains(a.Id)))];
    }

    internal static BulkPlanner.Wanted WantedOf(DeskAppointment a) => new(a.Id, a.Service, a.Start, a.End - a.Start);

    // one that was not there before is new, and not changed
    static bool IsChanged(Request request, DeskAppointment a) => request.Seen.TryGetValue(a.Id, out var version) && version != a.Version;

    /// <summary>Null for one that is empty, over already, or longer than a month.</summary>
    internal Interval? Range(DateTimeZone zone, LocalDateTime from, LocalDateTime to)
    {
        if (from >= to)
            return null;
        var (start, end) = (from.InZoneLeniently(zone).ToInstant(), to.InZoneLeniently(zone).ToInstant());
        return start < end && end > clock.GetUtcNow().ToInstant() && end - start <= Longest ? new Interval(start, end) : null;
    }
}
