using NodaTime;

namespace Portal.Domain.Booking.Turns;

/// <summary>
/// How long a consult takes today: learnt from those that are over, with the usual length as what is believed before the first of them. Of it
/// follows when somebody's turn comes, said as a range that is as wide as what is not known.
/// </summary>
/// <param name="Mean">Of one consult.</param>
/// <param name="Spread">Standard deviation of one consult.</param>
/// <param name="Seen">Consults that were learnt from.</param>
public sealed record TurnPace(Duration Mean, Duration Spread, int Seen)
{
    /// <summary>The usual length weighs as much as so many consults that were seen.</summary>
    const double UsualWeight = 3;

    const double UsualSpread = 0.4, WidestSpread = 0.7;

    /// <summary>Four of five turns come within the range, if consults are as they were.</summary>
    const double Width = 1.28;

    /// <summary>One consult counts as nothing less and nothing more than so many usual ones: a phone call and a fainting are no pace.</summary>
    const double Shortest = 0.2, Longest = 4;

    const long GrainSeconds = 5 * 60;

    /// <param name="usual">What the clinic says that a consult takes.</param>
    /// <param name="consults">From the beginning of one to the next, today.</param>
    public static TurnPace Learn(Duration usual, IReadOnlyList<Duration> consults)
    {
        var expected = usual.TotalMinutes;
        var seen = consults.Select(consult => Math.Clamp(consult.TotalMinutes, expected * Shortest, expected * Longest)).ToArray();
        var weight = UsualWeight + seen.Length;
        var mean = (UsualWeight * expected + seen.Sum()) / weight;
        var variance = (UsualWeight * Square(UsualSpread * expected) + seen.Sum(minutes => Square(minutes - mean))) / weight;
        return new(Duration.FromMinutes(mean), Duration.FromMinutes(Math.Min(Math.Sqrt(variance), WidestSpread * mean)), seen.Length);
    }

    /// <summary>When a turn comes.</summary>
    /// <param name="opens">The session's beginning: nobody is seen before it, unless somebody is already.</param>
    /// <param name="running">How long the consult that goes on has taken; null where none does.</param>
    /// <param name="sure">Those in front who are here.</param>
    /// <param name="maybe">Those in front who are not here: the earliest time is without them, the latest with all.</param>
    /// <returns>Rounded outwards to five minutes.</returns>
    public (Instant From, Instant To) Expect(Instant now, Instant opens, Duration? running, int sure, int maybe)
    {
        var begins = running is null ? Instant.Max(now, opens) : now;
        var (mean, spread) = (Mean.TotalMinutes, Spread.TotalMinutes);
        var (soonest, latest) = (0d, 0d);
        if (running is { } elapsed)
        {
            soonest = Math.Max(0, mean - spread - elapsed.TotalMinutes);
            latest = Math.Max(mean + spread - elapsed.TotalMinutes, mean / 4); // it takes longer than most, and will end some time
        }

        soonest += Math.Max(0, sure * mean - Width * Doubt(sure));
        latest += (sure + maybe) * mean + Width * Doubt(sure + maybe);
        return (Down(begins + WholeSeconds(soonest)), Up(begins + WholeSeconds(latest)));
    }

    // how far so many consults together may be off: each by itself, and all by what is not known of their mean
    double Doubt(int consults) => Spread.TotalMinutes * Math.Sqrt(consults + consults * (double)consults / (UsualWeight + Seen));

    // what a sum of fractions is off by is no reason to say five minutes more
    static Duration WholeSeconds(double minutes) => Duration.FromSeconds(Math.Round(minutes * 60));

    static Instant Down(Instant time) => Instant.FromUnixTimeSeconds(time.ToUnixTimeSeconds() / GrainSeconds * GrainSeconds);

    static Instant Up(Instant time) => Down(time + Duration.FromSeconds(GrainSeconds) - Duration.Epsilon);

    static double Square(double x) => x * x;
}
