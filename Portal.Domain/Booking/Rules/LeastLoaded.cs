using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>Shares the bookings for any practitioner out: each start goes to whoever is free and has the least claimed time on that day of the clinic.</summary>
static class LeastLoaded
{
    /// <param name="free">The free slots of every practitioner of the service.</param>
    /// <returns>One slot a start, earliest first.</returns>
    public static List<Slot> Choose(BookingRules rules, ServiceRule service, List<Slot> free, DateInterval days, IReadOnlyList<Busy> busy)
    {
        var dayStarts = DayStarts(rules.Zone, days);
        var load = Claimed(dayStarts, busy);
        free.Sort((a, b) => a.Start.CompareTo(b.Start));
        var chosen = new List<Slot>(free.Count);
        var day = 0;
        for (var i = 0; i < free.Count;)
        {
            while (day + 1 < dayStarts.Length && dayStarts[day + 1] <= free[i].Start)
                day++;
            var best = free[i];
            var date = days.Start.PlusDays(day);
            var (bestLoad, bestTurn) = (load.GetValueOrDefault((best.Practitioner.Value, day)), Turn(service, best.Practitioner, date));
            for (i++; i < free.Count && free[i].Start == best.Start; i++)
            {
                var (itsLoad, itsTurn) = (load.GetValueOrDefault((free[i].Practitioner.Value, day)), Turn(service, free[i].Practitioner, date));
                if ((itsLoad, itsTurn).CompareTo((bestLoad, bestTurn)) < 0)
                    (best, bestLoad, bestTurn) = (free[i], itsLoad, itsTurn);
            }

            chosen.Add(best);
        }

        return chosen;
    }

    // on a day when all are equally free, not always the first in the list
    static int Turn(ServiceRule service, PractitionerId who, LocalDate date) => (service.Practitioners.IndexOf(who) + date.DayOfYear) % service.Practitioners.Length;

    static Dictionary<(Guid, int), Duration> Claimed(Instant[] dayStarts, IReadOnlyList<Busy> busy)
    {
        var load = new Dictionary<(Guid, int), Duration>();
        foreach (var claim in busy)
        {
            // what crosses midnight counts on each day for its part
            var first = Array.BinarySearch(dayStarts, claim.Start);
            first = Math.Max(first >= 0 ? first : ~first - 1, 0);
            for (var day = first; day < dayStarts.Length - 1 && dayStarts[day] < claim.End; day++)
            {
                var part = Instant.Min(claim.End, dayStarts[day + 1]) - Instant.Max(claim.Start, dayStarts[day]);
                if (part > Duration.Zero)
                    load[(claim.Resource, day)] = load.GetValueOrDefault((claim.Resource, day)) + part;
            }
        }

        return load;
    }

    static Instant[] DayStarts(DateTimeZone zone, DateInterval days)
    {
        var starts = new Instant[days.Length + 1];
        for (var i = 0; i < starts.Length; i++)
            starts[i] = zone.AtStartOfDay(days.Start.PlusDays(i)).ToInstant();
        return starts;
    }
}
