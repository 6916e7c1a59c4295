using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking.Bulk;

/// <summary>
/// Spreads appointments over free times: each place is one that the rules offer at this moment, and one given to an appointment is not given
/// to the next, nor is its room. No clock and no database.
/// </summary>
/// <param name="rules">With the practitioner away for the time that is to be emptied, whether or not that is to be saved.</param>
/// <param name="claims">What stands in the calendars of all who could take one, with whose it is.</param>
/// <param name="booked">What counts against limits.</param>
sealed class BulkPlanner(
    BookingRules rules, PractitionerId away, Instant now, IEnumerable<BulkPlanner.Claimed> claims, IEnumerable<(AppointmentId Owner, Load Load)> booked)
{
    readonly List<Claimed> claims = [.. claims];
    readonly HashSet<(AppointmentId, LocalDate)> offeredDays = [];
    readonly Dictionary<PractitionerId, int> given = [];
    readonly List<(AppointmentId Owner, Load Load)> booked = [.. booked];

    internal readonly record struct Claimed(Guid Owner, Busy Busy);

    internal sealed record Wanted(AppointmentId Id, ServiceId Service, Instant Start, Duration Length);

    /// <summary>The best place, which is taken for it; null where there is none.</summary>
    /// <param name="last">The last day to look at.</param>
    public BulkPlace? Place(Wanted wanted, BulkWhere where, LocalDate last)
    {
        var service = ServiceOf(wanted);
        if (service is null)
            return null;
        var best = where == BulkWhere.SamePractitionerLater
            ? Find(wanted, service, away, LaterDays(wanted, last)).OrderBy(slot => DayOf(slot.Start)).ThenBy(slot => Apart(TimeOf(slot.Start), TimeOf(wanted.Start))).Select(Found).FirstOrDefault()
            : service.Practitioners.Where(other => other != away).SelectMany(other => Find(wanted, service, other, new(DayOf(wanted.Start), DayOf(wanted.Start))))
                .OrderBy(slot => Duration.Max(slot.Start - wanted.Start, wanted.Start - slot.Start)).ThenBy(slot => Given(slot.Practitioner)).Select(Found).FirstOrDefault();
        if (best is { } slot)
            Take(wanted, service, slot);
        return best is { } place ? new(place.Practitioner, place.Start) : null;
    }

    /// <summary>
    /// Up to <paramref name="most"/> times to choose from, all of them taken for it: the same practitioner's next days, one a day, and somebody
    /// else's on the same day where there is one.
    /// </summary>
    public IReadOnlyList<BulkPlace> Offer(Wanted wanted, LocalDate last, int most)
    {
        var places = new List<BulkPlace>();
        if (Place(wanted, BulkWhere.OtherPractitionerSameDay, last) is { } sameDay)
            places.Add(sameDay);
        while (places.Count < most && Place(wanted, BulkWhere.SamePractitionerLater, last) is { } later)
        {
            places.Add(later);
            offeredDays.Add((wanted.Id, DayOf(later.Start)));
        }

        return [.. places.OrderBy(place => place.Start)];
    }

    /// <summary>Takes a place that a person chose; false where it is not to be had.</summary>
    public bool TryTake(Wanted wanted, BulkPlace place)
    {
        if (ServiceOf(wanted) is not { } service)
            return false;
        var day = DayOf(place.Start);
        var found = Find(wanted, service, place.Practitioner, new(day, day)).Where(slot => slot.Start == place.Start).Select(Found).FirstOrDefault();
        if (found is { } slot)
            Take(wanted, service, slot);
        return found is not null;
    }

    ServiceRule? ServiceOf(Wanted wanted) => rules.Services.TryGetValue(wanted.Service, out var service) ? service with { Length = wanted.Length } : null;

    DateInterval? LaterDays(Wanted wanted, LocalDate last) => DayOf(wanted.Start).PlusDays(1) is var first && first <= last ? new DateInterval(first, last) : null;

    IEnumerable<Slot> Find(Wanted wanted, ServiceRule service, PractitionerId who, DateInterval? days)
    {
        if (days is null || !service.Practitioners.Contains(who))
            return [];
        var busy = claims.Where(claim => claim.Owner != wanted.Id.Value).Select(claim => claim.Busy).ToList();
        var loads = booked.Where(load => load.Owner != wanted.Id).Select(load => load.Load).ToList();
        return SlotFinder.Find(rules, service, who, null, days, now, busy, loads).Where(slot => !offeredDays.Contains((wanted.Id, DayOf(slot.Start))));
    }

    // an owner of its own: a second place for the same appointment must not lie over the first
    void Take(Wanted wanted, ServiceRule service, Slot slot)
    {
        var (occupied, owner) = (SlotFinder.Occupied(service, slot.Start), Guid.NewGuid());
        var busy = BusyTimes.ByResource([.. claims.Where(claim => claim.Owner != wanted.Id.Value).Select(claim => claim.Busy)]);
        claims.Add(new(owner, new(slot.Practitioner.Value, occupied.Start, occupied.End)));
        foreach (var needed in (ImmutableArray<ResourceRule>[])[service.Rooms, service.Devices])
            if (needed.FirstOrDefault(one => one.Serves(slot.Location) && BusyTimes.Of(busy, one.Id).IsFree(occupied)) is { } free)
                claims.Add(new(owner, new(free.Id, occupied.Start, occupied.End)));
        booked.Add((AppointmentId.From(owner), new(slot.Practitioner, wanted.Service, slot.Start)));
        given[slot.Practitioner] = Given(slot.Practitioner) + 1;
    }

    int Given(PractitionerId who) => given.GetValueOrDefault(who);

    static Slot? Found(Slot slot) => slot;

    LocalDate DayOf(Instant instant) => instant.InZone(rules.Zone).Date;

    LocalTime TimeOf(Instant instant) => instant.InZone(rules.Zone).TimeOfDay;

    static long Apart(LocalTime one, LocalTime other) => Math.Abs(one.NanosecondOfDay - other.NanosecondOfDay);
}
