using CsCheck;
using Portal.Domain.Booking.Rush;

namespace Portal.Tests.Booking.Rush;

/// <summary>What must hold of the gauge whatever the day is like: it is compared with one that remembers every booking, and it does not flap.</summary>
public sealed class RushGaugeProperties
{
    // seconds between two bookings: bursts, a steady stream, long silences
    static readonly Gen<int[]> Gaps = Gen.OneOf(Gen.Const(0), Gen.Int[0, 2], Gen.Int[1, 15], Gen.Int[20, 90]).Array[1, 250];

    static readonly Gen<int> Rate = Gen.Int[2, 40];

    [Fact]
    public void It_is_open_when_one_that_remembers_every_booking_says_so() => Gen.Select(Gaps, Rate).Sample((gaps, rate) =>
    {
        var (gauge, at, came) = (new RushGauge(), 0L, new List<long>());
        var (open, busy, judged) = (false, (long)-RushGauge.Calm, 0L);
        foreach (var gap in gaps)
        {
            // each second is looked at, with what came in the ten that end with it
            for (at += gap; judged < at; )
                Judge(++judged);
            came.Add(at);
            Judge(at);
            gauge.Count(at, rate).ShouldBe(open);
        }

        for (var quiet = 0; quiet < 60; quiet++)
        {
            Judge(++judged);
            gauge.IsOpen(judged, rate).ShouldBe(open);
        }

        open.ShouldBeFalse("a minute without anybody ends every rush");

        void Judge(long second)
        {
            var within = came.Count(c => c > second - RushGauge.Window && c <= second);
            open |= within >= rate;
            if (within * 2 >= rate)
                busy = second;
            else if (second - busy >= RushGauge.Calm)
                open = false;
        }
    });

    [Fact]
    public void It_never_opens_below_the_rate() => Gen.Select(Gaps, Rate).Sample((gaps, rate) =>
    {
        var (gauge, at, came) = (new RushGauge(), 0L, new List<long>());
        var wasOpen = false;
        foreach (var gap in gaps)
        {
            came.Add(at += gap);
            var open = gauge.Count(at, rate);
            if (open && !wasOpen)
                came.Count(c => c > at - RushGauge.Window).ShouldBeGreaterThanOrEqualTo(rate);
            wasOpen = open;
        }
    });

    [Fact]
    public void Once_open_it_stays_so_for_half_a_minute_at_least_and_so_cannot_flap() => Gen.Select(Gaps, Rate).Sample((gaps, rate) =>
    {
        var (gauge, second, wasOpen) = (new RushGauge(), 0L, false);
        long? opened = null;
        foreach (var gap in gaps)
        {
            for (var i = 0; i < gap; i++)
                See(gauge.IsOpen(++second, rate));
            See(gauge.Count(second, rate));
        }

        void See(bool open)
        {
            if (open && !wasOpen)
                opened = second;
            else if (!open && wasOpen)
                (second - opened!.Value).ShouldBeGreaterThanOrEqualTo(RushGauge.Calm);
            wasOpen = open;
        }
    });

    [Fact]
    public void A_stream_between_half_the_rate_and_the_rate_neither_opens_nor_closes_it() => Gen.Select(Gen.Int[1, 10], Gen.Bool).Sample((perSecond, inRush) =>
    {
        var (gauge, rate) = (new RushGauge(), perSecond * 15); // ten seconds of the stream are two thirds of it
        if (inRush)
            for (var i = 0; i < rate; i++)
                gauge.Count(0, rate);
        for (var second = RushGauge.Window; second < 200; second++)
            for (var i = 0; i < perSecond; i++)
                gauge.Count(second, rate).ShouldBe(inRush);
    });
}
