using NodaTime;
using NodaTime.TimeZones;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>A stretch of work at one place.</summary>
/// <param name="Location">The branch; null in a clinic with one address.</param>
readonly record struct Window(Instant Start, Instant End, Guid? Location);

/// <summary>
/// Turns a practitioner's weekly hours into instants. A window belongs to the date it begins on, also when it ends after midnight, and its
/// grid of starts is counted in elapsed time from its opening.
/// </summary>
static class WorkingWindows
{
    // a time that the clocks skip is the first one after the gap; of one that comes twice, we open at the first and close at the second
    static readonly ZoneLocalMappingResolver Opening = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
    static readonly ZoneLocalMappingResolver Closing = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>Adds the windows that begin on <paramref name="date"/>, earliest first; those that touch at one place are one.</summary>
    /// <param name="alsoTurns">Those by turns too, where no time is booked.</param>
    public static void AddTo(List<Window> windows, BookingRules rules, PractitionerRule practitioner, LocalDate date, bool alsoTurns = false)
    {
        var first = windows.Count;
        foreach (var (window, turns) in On(rules, practitioner, date))
            if (turns is null || alsoTurns)
                windows.Add(window);
        MergeFrom(windows, first);
    }

    /// <summary>Each window that begins on the day as it was written down, with how many turns it has; null where it has times.</summary>
    public static IEnumerable<(Window Window, int? Turns)> On(BookingRules rules, PractitionerRule practitioner, LocalDate date)
    {
        if (!rules.Holidays.Contains(date) && ScheduleOn(practitioner, date) is { } schedule)
            foreach (var hours in schedule.Hours)
                if (hours.Day == date.DayOfWeek && At(rules, date, hours.From, hours.To, hours.Location) is { } window)
                    yield return (window, hours.Turns);
        foreach (var extra in practitioner.Extra)
            if (extra.Date == date && At(rules, date, extra.From, extra.To, extra.Location) is { } window)
                yield return (window, extra.Turns);
    }

    static Window? At(BookingRules rules, LocalDate date, LocalTime from, LocalTime to, Guid? location)
    {
        var opens = (date + from).InZone(rules.Zone, Opening).ToInstant();
        var closes = ((to > from ? date : date.PlusDays(1)) + to).InZone(rules.Zone, Closing).ToInstant();
        return closes > opens ? new(opens, closes, location) : null;
    }

    /// <summary>
    /// The windows that begin from the day before <paramref name="first"/> (one may run past midnight) to <paramref name="last"/>, ordered by
    /// their opening. Those of two days are not made one, for each keeps its own grid of starts; <see cref="Reach"/> says how far work goes on.
    /// </summary>
    public static List<Window> Between(BookingRules rules, PractitionerRule practitioner, LocalDate first, LocalDate last, bool alsoTurns = false)
    {
        var windows = new List<Window>();
        for (var date = first.PlusDays(-1); date <= last; date = date.PlusDays(1))
            AddTo(windows, rules, practitioner, date, alsoTurns);
        return windows;
    }

    /// <summary>Until when work goes on without a break once <paramref name="window"/> is open: 22:00–24:00 and 00:00–02:00 are one evening.</summary>
    /// <param name="windows">Ordered by their opening.</param>
    public static Instant Reach(List<Window> windows, Window window)
    {
        var reach = window.End;
        foreach (var other in windows)
        {
            if (other.Start > reach)
                break;
            if (other.Location == window.Location)
                reach = Instant.Max(reach, other.End);
        }

        return reach;
    }

    /// <summary>Whether an absence, which may have no beginning or no end, meets the time from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static bool Overlaps(Interval off, Instant start, Instant end) => (!off.HasStart || off.Start < end) && (!off.HasEnd || start < off.End);

    /// <summary>The branch that a practitioner works at then, by times or by turns; null where the hours name none, or there are none.</summary>
    public static Guid? LocationAt(BookingRules rules, PractitionerRule practitioner, Instant at)
    {
        var date = at.InZone(rules.Zone).Date;
        foreach (var window in Between(rules, practitioner, date, date, alsoTurns: true))
            if (window.Start <= at && at < window.End && window.Location is { } location)
                return location;
        return null;
    }

    /// <summary>When anybody of the clinic works on the day, earliest first.</summary>
    public static List<Interval> Of(BookingRules rules, LocalDate date)
    {
        var windows = new List<Window>();
        foreach (var practitioner in rules.Practitioners.Values)
            AddTo(windows, rules, practitioner, date, alsoTurns: true);
        for (var i = 0; i < windows.Count; i++)
            windows[i] = windows[i] with { Location = null };
        MergeFrom(windows, 0);
        return [.. windows.Select(window => new Interval(window.Start, window.End))];
    }

    /// <summary>A practitioner's windows of these days less the time they are away; for showing.</summary>
    public static List<Window> Free(BookingRules rules, PractitionerId id, DateInterval days)
    {
        if (!rules.Practitioners.TryGetValue(id, out var practitioner))
            return [];
        var windows = Between(rules, practitioner, days.Start, days.End, alsoTurns: true);
        var begins = rules.Zone.AtStartOfDay(days.Start).ToInstant();
        windows.RemoveAll(window => window.End <= begins); // of the evening before, only what runs past midnight
        foreach (var off in practitioner.TimeOff)
            windows = [.. windows.SelectMany(window => Without(window, off))];
        return windows;
    }

    /// <summary>The same for the windows that begin on one day: an evening that runs past midnight is this day's alone.</summary>
    public static List<Window> StartingOn(BookingRules rules, PractitionerId id, LocalDate date)
    {
        var windows = new List<Window>();
        if (!rules.Practitioners.TryGetValue(id, out var practitioner))
            return windows;
        AddTo(windows, rules, practitioner, date, alsoTurns: true);
        foreach (var off in practitioner.TimeOff)
            windows = [.. windows.SelectMany(window => Without(window, off))];
        return windows;
    }

    static IEnumerable<Window> Without(Window window, Interval off)
    {
        if (!Overlaps(off, window.Start, window.End))
        {
            yield return window;
            yield break;
        }

        if (off.HasStart && window.Start < off.Start)
            yield return window with { End = off.Start };
        if (off.HasEnd && off.End < window.End)
            yield return window with { Start = off.End };
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

    static void MergeFrom(List<Window> windows, int first)
    {
        if (windows.Count - first < 2)
            return;
        windows.Sort(first, windows.Count - first, ByStart);
        var last = first;
        for (var i = first + 1; i < windows.Count; i++)
        {
            if (windows[i].Start <= windows[last].End && windows[i].Location == windows[last].Location)
                windows[last] = windows[last] with { End = Instant.Max(windows[last].End, windows[i].End) };
            else
                windows[++last] = windows[i];
        }

        windows.RemoveRange(last + 1, windows.Count - last - 1);
    }

    static readonly Comparer<Window> ByStart = Comparer<Window>.Create((a, b) => a.Start.CompareTo(b.Start));
}
