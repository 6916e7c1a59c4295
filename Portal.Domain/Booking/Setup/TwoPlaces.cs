using NodaTime;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking.Setup;

/// <summary>Whether somebody would be at two branches at once: that is refused with other words than two hours of one place that overlap.</summary>
static class TwoPlaces
{
    const long Day = NodaConstants.NanosecondsPerDay, Week = 7 * Day;

    /// <summary>Among the windows of one week, also where an evening runs past midnight into the next day's morning.</summary>
    public static bool InWeek(IReadOnlyList<OpenHours> hours)
    {
        for (var i = 0; i < hours.Count; i++)
            for (var j = i + 1; j < hours.Count; j++)
                if (AreTwo(hours[i].Location, hours[j].Location) && (Meet(hours[i], hours[j]) || Meet(hours[j], hours[i])))
                    return true;
        return false;
    }

    /// <summary>The week on the form against the single days that were added to it.</summary>
    public static bool OnExtraDays(BookingRules rules, PractitionerRule practitioner, ScheduleRule week)
    {
        var weekly = practitioner with { Schedules = [.. practitioner.Schedules.Where(s => (s.From, s.To) != (week.From, week.To)), week], Extra = [] };
        var extra = practitioner with { Schedules = [] };
        return practitioner.Extra.Select(one => one.Date).Distinct().Any(date =>
            WorkingWindows.On(rules, extra, date).Any(own => Between(rules, weekly, date).Any(other => AreTwo(own.Window.Location, other.Location) && Overlap(own.Window, other))));
    }

    /// <summary>A window of one day against all that is there already.</summary>
    public static bool WithExisting(BookingRules rules, PractitionerRule practitioner, ExtraRule wanted) =>
        WorkingWindows.On(rules, practitioner with { Schedules = [], Extra = [wanted] }, wanted.Date)
            .Any(own => Between(rules, practitioner, wanted.Date).Any(other => AreTwo(own.Window.Location, other.Location) && Overlap(own.Window, other)));

    static List<Window> Between(BookingRules rules, PractitionerRule practitioner, LocalDate date) =>
        WorkingWindows.Between(rules, practitioner, date, date.PlusDays(1), alsoTurns: true);

    static bool Overlap(Window one, Window other) => one.Start < other.End && other.Start < one.End;

    // hours that name no branch are at none in particular
    static bool AreTwo(Guid? one, Guid? other) => one is not null && other is not null && one != other;

    // whether the second begins while the first is on; the last day of the week runs into the first
    static bool Meet(OpenHours first, OpenHours second)
    {
        var length = first.To.NanosecondOfDay - first.From.NanosecondOfDay;
        var until = length > 0 ? length : length + Day;
        var after = (StartOf(second) - StartOf(first) + Week) % Week;
        return after < until;
    }

    static long StartOf(OpenHours hours) => (int)hours.Day * Day + hours.From.NanosecondOfDay;
}
