using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>Why a time is not offered, whoever is free.</summary>
public enum SlotRefusal
{
    UnknownService,

    /// <summary>The practitioner does not offer the service, or is not booked any more.</summary>
    NotOffered,

    /// <summary>Within the clinic's notice, or past.</summary>
    TooSoon,

    /// <summary>Beyond the clinic's horizon.</summary>
    TooFar,

    /// <summary>Not wholly within working hours, or while the practitioner is away.</summary>
    OutsideHours,

    /// <summary>Between two of the offered starts.</summary>
    OffGrid,
}

/// <summary>
/// Which times can be booked: pure rules, no clock and no database. <c>Find</c> and <c>Check</c> walk the same windows with the
/// same <see cref="Bounds"/>, so that what is offered can be booked.
/// </summary>
public static class SlotFinder
{
    /// <summary>Every free slot that starts on one of <paramref name="days"/> (the clinic's), earliest first.</summary>
    /// <param name="practitioner">Null for any: each start once, with the least loaded practitioner who is free.</param>
    /// <param name="busy">Claims of the practitioners, rooms and devices, buffers included.</param>
    public static List<Slot> Find(
        BookingRules rules, ServiceId service, PractitionerId? practitioner, DateInterval days, Instant now, IReadOnlyList<Busy> busy) =>
        rules.Services.TryGetValue(service, out var wanted) ? Find(rules, wanted, practitioner, null, days, now, busy, []) : [];

    /// <summary>The same for a service as it is for one visit: a first one may take longer.</summary>
    /// <param name="location">The branch; null for any.</param>
    /// <param name="booked">What counts against the limits of the weeks that <paramref name="days"/> are in.</param>
    public static List<Slot> Find(
        BookingRules rules, ServiceRule service, PractitionerId? practitioner, Guid? location, DateInterval days, Instant now,
        IReadOnlyList<Busy> busy, IReadOnlyList<Load> booked)
    {
        var slots = new List<Slot>();
        var walk = new Walk(rules, service, location, days, Bounds.Of(rules, now).Within(rules.Zone, days), BusyTimes.ByResource(busy), new Loads(rules, service, booked));
        foreach (var id in service.Practitioners)
            if ((practitioner is null || practitioner == id) && rules.Practitioners.TryGetValue(id, out var who))
                walk.AddFree(slots, who);
        return practitioner is null ? LeastLoaded.Choose(rules, service, slots, days, busy) : slots;
    }

    /// <summary>Whether the rules offer this start; null where they do. Who is free is not asked.</summary>
    public static SlotRefusal? Check(BookingRules rules, ServiceId service, PractitionerId practitioner, Instant start, Instant now) =>
        rules.Services.TryGetValue(service, out var wanted) ? Check(rules, wanted, practitioner, null, start, now, out _) : SlotRefusal.UnknownService;

    /// <summary>The same for a service as it is for one visit.</summary>
    /// <param name="location">The branch; null for any.</param>
    /// <param name="at">The branch that the practitioner works at then.</param>
    public static SlotRefusal? Check(
        BookingRules rules, ServiceRule service, PractitionerId practitioner, Guid? location, Instant start, Instant now, out Guid? at)
    {
        at = null;
        if (!service.Practitioners.Contains(practitioner) || !rules.Practitioners.TryGetValue(practitioner, out var who))
            return SlotRefusal.NotOffered;
        var bounds = Bounds.Of(rules, now);
        if (start < bounds.Earliest)
            return SlotRefusal.TooSoon;
        if (start >= bounds.Latest)
            return SlotRefusal.TooFar;
        var end = start + service.Length;
        if (IsAway(who, start, end))
            return SlotRefusal.OutsideHours;

        var windows = WorkingWindows.Between(rules, who, start.InZone(rules.Zone).Date, end.InZone(rules.Zone).Date);
        var fits = false;
        foreach (var window in windows)
        {
            if (start < window.Start || start >= window.End || end > WorkingWindows.Reach(windows, window) || !IsAt(service, window, location))
                continue;
            at = window.Location;
            if (OnGrid(rules, window, start))
                return null;
            fits = true;
        }

        return fits ? SlotRefusal.OffGrid : SlotRefusal.OutsideHours;
    }

    /// <summary>What an appointment at <paramref name="start"/> claims: its own time and the buffers around it.</summary>
    public static Interval Occupied(ServiceRule service, Instant start) =>
        new(start - service.BufferBefore, start + service.Length + service.BufferAfter);

    /// <summary>One search: what it looks for, and what it knows of who is busy.</summary>
    sealed record Walk(
        BookingRules Rules, ServiceRule Service, Guid? Location, DateInterval Days, Bounds Bounds, Dictionary<Guid, BusyTimes> Busy, Loads Loads)
    {
        public void AddFree(List<Slot> slots, PractitionerRule who)
        {
            // a slot that starts on the last evening may end in the hours of the next day
            var lastEnd = Rules.Zone.AtStartOfDay(Days.End.PlusDays(1)).ToInstant() + Service.Length;
            var windows = WorkingWindows.Between(Rules, who, Days.Start, lastEnd.InZone(Rules.Zone).Date);
            var own = BusyTimes.Of(Busy, who.Id.Value);
            var added = slots.Count;
            foreach (var window in windows)
            {
                if (window.Start >= Bounds.Latest)
                    break;
                if (!IsAt(Service, window, Location))
                    continue;
                var reach = WorkingWindows.Reach(windows, window);
                for (var start = window.Start; start < window.End && start + Service.Length <= reach; start += Rules.Policy.Step)
                {
                    if (start < Bounds.Earliest || start >= Bounds.Latest || IsAway(who, start, start + Service.Length))
                        continue;
                    var occupied = Occupied(Service, start);
                    if (own.IsFree(occupied) && AnyFree(Service.Rooms, window, occupied) && AnyFree(Service.Devices, window, occupied)
                        && Loads.Allow(who, start.InZone(Rules.Zone).Date))
                        slots.Add(new(who.Id, start, start + Service.Length, window.Location));
                }
            }

            RemoveDoubles(slots, added);
        }

        bool AnyFree(ImmutableArray<ResourceRule> needed, Window window, Interval occupied)
        {
            foreach (var one in needed)
                if (one.Serves(window.Location) && BusyTimes.Of(Busy, one.Id).IsFree(occupied))
                    return true;
            return needed.IsEmpty;
        }
    }

    static bool IsAt(ServiceRule service, Window window, Guid? wanted) =>
        service.IsGivenAt(window.Location) && (wanted is null || window.Location is null || window.Location == wanted);

    // an evening that runs past midnight into a day that begins early offers a start twice
    static void RemoveDoubles(List<Slot> slots, int from)
    {
        slots.Sort(from, slots.Count - from, ByStart);
        for (var i = slots.Count - 1; i > from; i--)
            if (slots[i].Start == slots[i - 1].Start)
                slots.RemoveAt(i);
    }

    static bool OnGrid(BookingRules rules, Window window, Instant start) =>
        (start - window.Start).BclCompatibleTicks % rules.Policy.Step.BclCompatibleTicks == 0;

    static bool IsAway(PractitionerRule who, Instant start, Instant end)
    {
        foreach (var off in who.TimeOff)
            if (WorkingWindows.Overlaps(off, start, end))
                return true;
        return false;
    }

    static readonly Comparer<Slot> ByStart = Comparer<Slot>.Create((a, b) => a.Start.CompareTo(b.Start));

    /// <summary>Between which instants a slot may start: notice and horizon, as instants.</summary>
    readonly record struct Bounds(Instant Earliest, Instant Latest)
    {
        public static Bounds Of(BookingRules rules, Instant now)
        {
            var lastDay = now.InZone(rules.Zone).Date.PlusDays(rules.Policy.HorizonDays);
            return new(now + rules.Policy.Notice, rules.Zone.AtStartOfDay(lastDay.PlusDays(1)).ToInstant());
        }

        public Bounds Within(DateTimeZone zone, DateInterval days)
        {
            var (begins, ends) = zone.Bounds(days);
            return new(Instant.Max(Earliest, begins), Instant.Min(Latest, ends));
        }
    }
}
