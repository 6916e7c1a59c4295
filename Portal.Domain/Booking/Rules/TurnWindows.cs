using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>A window in which turns are given: the session it is to become.</summary>
/// <param name="Location">The branch; null in a clinic with one address.</param>
public sealed record TurnWindow(PractitionerId Practitioner, Instant Start, Instant End, int Turns, Guid? Location)
{
    /// <summary>When a number is expected, as <c>seat_time</c> reckons it: the places share the time out evenly, in whole minutes.</summary>
    public Instant About(int number)
    {
        var exact = Start + (End - Start) / Turns * (Math.Min(number, Turns) - 1);
        return exact - Duration.FromTicks(exact.ToUnixTimeTicks() % NodaConstants.TicksPerMinute);
    }
}

/// <summary>Where practitioners work by turns. No time is offered there, and no turn is where times are.</summary>
public static class TurnWindows
{
    /// <summary>The windows of a practitioner that begin on these days of the clinic and that no absence meets, earliest first.</summary>
    public static List<TurnWindow> Between(BookingRules rules, PractitionerRule practitioner, DateInterval days)
    {
        var found = new List<TurnWindow>();
        foreach (var date in days)
            foreach (var (window, turns) in WorkingWindows.On(rules, practitioner, date))
                if (turns is { } places && !IsAway(practitioner, window.Start, window.End))
                    found.Add(new(practitioner.Id, window.Start, window.End, places, window.Location));
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    /// <summary>Whether the practitioner is away in a part of this time, or not booked any more.</summary>
    internal static bool IsAway(PractitionerRule? practitioner, Instant start, Instant end) =>
        practitioner is null || practitioner.TimeOff.Any(off => WorkingWindows.Overlaps(off, start, end));

    /// <summary>The window that begins then; null where the hours have none.</summary>
    public static TurnWindow? At(BookingRules rules, PractitionerRule practitioner, Instant start)
    {
        var date = start.InZone(rules.Zone).Date;
        return Between(rules, practitioner, new(date, date)).Find(window => window.Start == start);
    }
}
