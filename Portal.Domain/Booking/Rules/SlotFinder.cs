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
/// Which times can be booked: pure rules, no clock and no database. <see cref="Find"/> and <see cref="Check"/> walk the same windows with the
/// same <see cref="Bounds"/>, so that what is offered can be booked.
/// </summary>
public static class SlotFinder
{
    /// <summary>Every free slot that starts on one of <paramref name="days"/> (the clinic's), earliest first.</summary>
    /// <param name="practitioner">Null for any: each start once, with the least loaded practitioner who is free.</param>
    /// <param name="busy">Claims of the practitioners, buffers included.</param>
    public static List<Slot> Find(
        BookingRules rules, ServiceId service, PractitionerId? practitioner, DateInterval days, Instant now, IReadOnlyList<Busy> busy)
    {
        var slots = new List<Slot>();
        if (!rules.Services.TryGetValue(service, out var wanted))
            return slots;
        var bounds = Bounds.Of(rules, now).Within(rules.Zone, days);
        foreach (var id in wanted.Practitioners)
            if ((practitioner is null || practitioner == id) && rules.Practitioners.TryGetValue(id, out var who))
                AddFree(slots, rules, wanted, who, days, bounds, BusyOf(busy, id));
        return practitioner is null ? LeastLoaded.Choose(rules, wanted, slots, days, busy) : slots;
    }

    /// <summary>Whether the rules offer this start; null where they do. Who is free is not asked.</summary>
    public static SlotRefusal? Check(BookingRules rules, ServiceId service, PractitionerId practitioner, Instant start, Instant now)
    {
        if (!rules.Services.TryGetValue(service, out var wanted))
            return SlotRefusal.UnknownService;
        if (!wanted.Practitioners.Contains(practitioner) || !rules.Practitioners.TryGetValue(practitioner, out var who))
            return SlotRefusal.NotOffered;
        var bounds = Bounds.Of(rules, now);
        if (start < bounds.Earliest)
            return SlotRefusal.TooSoon;
        if (start >= bounds.Latest)
            return SlotRefusal.TooFar;
        if (IsAway(who, start, start + wanted.Length))
            return SlotRefusal.OutsideHours;

        var date = start.InZone(rules.Zone).Date;
        var windows = WorkingWindows.Between(rules, who, date, (start + wanted.Length).InZone(rules.Zone).Date);
        var fits = false;
        foreach (var window in windows)
        {
            if (start < window.Start || start >= window.End || start + wanted.Length > WorkingWindows.Reach(windows, window))
                continue;
            if (OnGrid(rules, window, start))
                return null;
            fits = true;
        }

        return fits ? SlotRefusal.OffGrid : SlotRefusal.OutsideHours;
    }

    /// <summary>What an appointment at <paramref name="start"/> claims: its own time and the buffers around it.</summary>
    public static Interval Occupied(ServiceRule service, Instant start) =>
        new(start - service.BufferBefore, start + service.Length + service.BufferAfter);

    static void AddFree(List<Slot> slots, BookingRules rules, ServiceRule service, PractitionerRule who, DateInterval days, Bounds bounds, List<Busy> busy)
    {
        // a slot that starts on the last evening may end in the hours of the next day
        var lastEnd = rules.Zone.AtStartOfDay(days.End.PlusDays(1)).ToInstant() + service.Length;
        var windows = WorkingWindows.Between(rules, who, days.Start, lastEnd.InZone(rules.Zone).Date);

        var (added, passed) = (slots.Count, 0);
        foreach (var window in windows)
        {
            if (window.Start >= bounds.Latest)
                break;
            var reach = WorkingWindows.Reach(windows, window);
            for (var start = window.Start; start < window.End && start + service.Length <= reach; start += rules.Policy.Step)
            {
                if (start < bounds.Earliest || start >= bounds.Latest || IsAway(who, start, start + service.Length))
                    continue;
                if (!IsBusy(busy, ref passed, Occupied(service, start)))
                    slots.Add(new(who.Id, start, start + service.Length));
            }

            passed = 0; // the next window may begin before this one ended
        }

        RemoveDoubles(slots, added);
    }

    // an evening that runs past midnight into a day that begins early offers a start twice
    static void RemoveDoubles(List<Slot> slots, int from)
    {
        slots.Sort(from, slots.Count - from, ByStart);
        for (var i = slots.Count - 1; i > from; i--)
            if (slots[i].Start == slots[i - 1].Start)
                slots.RemoveAt(i);
    }

    static bool OnGrid(BookingRules rules, Interval window, Instant start) =>
        (start - window.Start).BclCompatibleTicks % rules.Policy.Step.BclCompatibleTicks == 0;

    static bool IsAway(PractitionerRule who, Instant start, Instant end)
    {
        foreach (var off in who.TimeOff)
            if (WorkingWindows.Overlaps(off, start, end))
                return true;
        return false;
    }

    // sorted by start; those that ended before an earlier start are passed for good within one window
    static bool IsBusy(List<Busy> busy, ref int passed, Interval occupied)
    {
        while (passed < busy.Count && busy[passed].End <= occupied.Start)
            passed++;
        for (var i = passed; i < busy.Count && busy[i].Start < occupied.End; i++)
            if (busy[i].End > occupied.Start)
                return true;
        return false;
    }

    static List<Busy> BusyOf(IReadOnlyList<Busy> all, PractitionerId who)
    {
        var own = new List<Busy>();
        for (var i = 0; i < all.Count; i++)
            if (all[i].Practitioner == who)
                own.Add(all[i]);
        own.Sort((a, b) => a.Start.CompareTo(b.Start));
        return own;
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

        public Bounds Within(DateTimeZone zone, DateInterval days) => new(
            Instant.Max(Earliest, zone.AtStartOfDay(days.Start).ToInstant()), Instant.Min(Latest, zone.AtStartOfDay(days.End.PlusDays(1)).ToInstant()));
    }
}
