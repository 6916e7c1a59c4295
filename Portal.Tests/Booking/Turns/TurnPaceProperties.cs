using CsCheck;
using NodaTime;
using Portal.Domain.Booking.Turns;

namespace Portal.Tests.Booking.Turns;

/// <summary>What must hold of the time that a patient is told, whatever the day was like.</summary>
public sealed class TurnPaceProperties
{
    static readonly Instant Opens = Instant.FromUtc(2026, 11, 23, 16, 0);

    static readonly Gen<(TurnPace Pace, Instant Now, Duration? Running)> Days =
        from usual in Gen.Int[3, 60]
        from consults in Gen.Double[0.1, 200].Array[0, 30]
        from now in Gen.Int[-240, 300]
        from running in Gen.Int[-20, 90]
        select (TurnPace.Learn(Duration.FromMinutes(usual), [.. consults.Select(Duration.FromMinutes)]), Opens + Duration.FromMinutes(now),
            running < 0 ? default(Duration?) : Duration.FromMinutes(running));

    [Fact]
    public void A_range_is_one_begins_no_earlier_than_now_and_is_said_in_fives() => Gen.Select(Days, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((day, sure, maybe) =>
    {
        var (from, to) = day.Pace.Expect(day.Now, Opens, day.Running, sure, maybe);
        from.ShouldBeLessThanOrEqualTo(to);
        from.ShouldBeGreaterThan(day.Now - Duration.FromMinutes(5));
        if (day.Running is null)
            to.ShouldBeGreaterThanOrEqualTo(Opens);
        (from.ToUnixTimeSeconds() % 300, to.ToUnixTimeSeconds() % 300).ShouldBe((0, 0));
    });

    [Fact]
    public void One_more_in_front_never_brings_a_turn_forward() => Gen.Select(Days, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((day, sure, maybe) =>
    {
        var (from, to) = day.Pace.Expect(day.Now, Opens, day.Running, sure, maybe);
        var (afterOneFrom, afterOneTo) = day.Pace.Expect(day.Now, Opens, day.Running, sure + 1, maybe);
        afterOneFrom.ShouldBeGreaterThanOrEqualTo(from);
        afterOneTo.ShouldBeGreaterThanOrEqualTo(to);
        var (withAnotherFrom, withAnotherTo) = day.Pace.Expect(day.Now, Opens, day.Running, sure, maybe + 1);
        withAnotherFrom.ShouldBe(from, "who may not come is no reason to come later");
        withAnotherTo.ShouldBeGreaterThanOrEqualTo(to);
    });

    [Fact]
    public void Slower_consults_are_learnt_as_slower_and_no_single_one_runs_away_with_it() =>
        Gen.Select(Gen.Int[3, 60], Gen.Double[0.1, 200].Array[1, 30], Gen.Double[0, 100]).Sample((usual, consults, more) =>
        {
            TurnPace Of(double add) => TurnPace.Learn(Duration.FromMinutes(usual), [.. consults.Select(minutes => Duration.FromMinutes(minutes + add))]);
            Of(more).Mean.ShouldBeGreaterThanOrEqualTo(Of(0).Mean);
            var pace = Of(0);
            pace.Mean.ShouldBeInRange(Duration.FromMinutes(usual * 0.2), Duration.FromMinutes(usual * 4));
            TurnPace.Learn(Duration.FromMinutes(usual), [Duration.FromHours(20)]).Mean.ShouldBeLessThan(Duration.FromMinutes(usual * 2));
        });

    [Fact]
    public void Even_consults_make_a_narrow_range_around_the_truth() => Gen.Select(Gen.Int[5, 30], Gen.Int[1, 12]).Sample((minutes, ahead) =>
    {
        var each = Duration.FromMinutes(minutes);
        var pace = TurnPace.Learn(each, [.. Enumerable.Repeat(each, 60)]);
        var (from, to) = pace.Expect(Opens, Opens, null, ahead, 0);
        var truth = Opens + each * ahead;
        (from <= truth && truth <= to).ShouldBeTrue();
    });

    // consults of a length that the clinic guessed wrong, and that differ as they do: most patients go in within what they were told
    [Theory, InlineData(12, 10), InlineData(9, 15), InlineData(20, 15)]
    public void The_range_is_kept_for_most_patients(double mean, double usual)
    {
        var random = new Random(7);
        var (kept, told) = (0, 0);
        for (var day = 0; day < 400; day++)
        {
            var lengths = Enumerable.Range(0, 20).Select(_ => mean * Math.Exp(0.4 * Normal(random) - 0.08)).ToArray();
            var seen = random.Next(4, 12);
            var ahead = random.Next(1, 20 - seen);
            var pace = TurnPace.Learn(Duration.FromMinutes(usual), [.. lengths.Take(seen).Select(Duration.FromMinutes)]);
            var (from, to) = pace.Expect(Opens, Opens, null, ahead, 0);
            var truth = Opens + Duration.FromMinutes(lengths.Skip(seen).Take(ahead).Sum());
            (kept, told) = (kept + (from <= truth && truth <= to ? 1 : 0), told + 1);
        }

        (kept / (double)told).ShouldBeGreaterThan(0.75);
    }

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
