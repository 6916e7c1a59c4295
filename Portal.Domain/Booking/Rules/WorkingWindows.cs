using NodaTime;
using NodaTime.TimeZones;

namespace Portal.Domain.Booking.Rules;

/// <summary>
/// Turns a practitioner's weekly hours into instants. A window belongs to the date it begins on, also when it ends after midnight, and its
/// grid of starts is counted in elapsed time from its opening.
/// </summary>
static class WorkingWindows
{
    // a time that the clocks skip is the first one after the gap; of one that comes twice, we open at the first and close at the second
    static readonly ZoneLocalMappingResolver Opening = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
    static readonly ZoneLocalMappingResolver Closing = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>Adds the windows that begin on <paramref name="date"/>, earliest first; those that touch are one.</summary>
    public static void AddTo(List<Interval> windows, BookingRules rules, PractitionerRule practitioner, LocalDate date)
    {
        if (rules.Holidays.Contains(date) || ScheduleOn(practitioner, date) is not { } schedule)
            return;
        var first = windows.Count;
        foreach (var hours in schedule.Hours)
        {
            if (hours.Day != date.DayOfWeek)
                continue;
            var opens = (date + hours.From).InZone(rules.Zone, Opening).ToInstant();
            var closes = ((hours.To > hours.From ? date : date.PlusDays(1)) + hours.To).InZone(rules.Zone, Closing).ToInstant();
            if (closes > opens)
                windows.Add(new(opens, closes));
        }

        MergeFrom(windows, first);
    }

    /// <summary>The dated schedule that covers the day, or else the usual week. Of two dated ones, which the database refuses, the later begun.</summary>
    static ScheduleRule? ScheduleOn(PractitionerRule practitioner, LocalDate date)
    {
        ScheduleRule? found = null;
        foreach (var schedule in practitioner.Schedules)
        {
            if (schedule.From is null)
                found ??= schedule;
            else if (schedule.From <= date && date <= schedule.To && (found?.From is null || found.From < schedule.From))
                found = schedule;
        }

        return found;
    }

    static void MergeFrom(List<Interval> windows, int first)
    {
        if (windows.Count - first < 2)
            return;
        windows.Sort(first, windows.Count - first, ByStart);
        var last = first;
        for (var i = first + 1; i < windows.Count; i++)
        {
            if (windows[i].Start <= windows[last].End)
                windows[last] = new(windows[last].Start, Instant.Max(windows[last].End, windows[i].End));
            else
                windows[++last] = windows[i];
        }

        windows.RemoveRange(last + 1, windows.Count - last - 1);
    }

    static readonly Comparer<Interval> ByStart = Comparer<Interval>.Create((a, b) => a.Start.CompareTo(b.Start));
}
