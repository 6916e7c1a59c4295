using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>Counts appointments against the limits of a practitioner's days and weeks.</summary>
sealed class Loads(BookingRules rules, ServiceRule service, IReadOnlyList<Load> booked)
{
    readonly ILookup<PractitionerId, (LocalDate Day, bool Own)> days = booked.ToLookup(load => load.Practitioner, load => (load.Start.InZone(rules.Zone).Date, load.Service == service.Id));
    readonly Dictionary<(PractitionerId, LocalDate), bool> answers = [];

    /// <summary>Whether the practitioner may have one more of the service on this day of the clinic.</summary>
    public bool Allow(PractitionerRule who, LocalDate day)
    {
        if (who.Limit.IsNone && service.Limit.IsNone)
            return true;
        if (!answers.TryGetValue((who.Id, day), out var allowed))
            answers.Add((who.Id, day), allowed = Count(who, day));
        return allowed;
    }

    /// <summary>The week of the clinic that a day belongs to.</summary>
    public static DateInterval WeekOf(BookingRules rules, LocalDate day)
    {
        var first = day.PlusDays(-(((int)day.DayOfWeek - (int)rules.Policy.WeekStart + 7) % 7));
        return new(first, first.PlusDays(6));
    }

    /// <summary>The weeks of the clinic that days lie in, whole.</summary>
    public static DateInterval WeeksOf(BookingRules rules, DateInterval days) => new(WeekOf(rules, days.Start).Start, WeekOf(rules, days.End).End);

    bool Count(PractitionerRule who, LocalDate day)
    {
        var week = WeekOf(rules, day);
        var (today, ownToday, thisWeek, ownThisWeek) = (0, 0, 0, 0);
        foreach (var load in days[who.Id])
        {
            if (!week.Contains(load.Day))
                continue;
            thisWeek++;
            ownThisWeek += load.Own ? 1 : 0;
            today += load.Day == day ? 1 : 0;
            ownToday += load.Own && load.Day == day ? 1 : 0;
        }

        return !(today >= who.Limit.Daily || thisWeek >= who.Limit.Weekly || ownToday >= service.Limit.Daily || ownThisWeek >= service.Limit.Weekly);
    }
}
