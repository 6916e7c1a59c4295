using CsCheck;
using NodaTime;
using Portal.Features.Booking.Calendar;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>Where things stand on the calendar: in elapsed time, side by side where they overlap.</summary>
public sealed class CalendarPlanTests
{
    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    static Interval Between(string start, string end) => new(TestPortal.At(start), TestPortal.At(end));

    [Fact]
    public void A_day_is_shown_from_the_hour_something_begins_to_the_hour_it_ends()
    {
        // 9:20 to 16:40 in Cairo's winter
        var scale = DayScale.Of(new(2026, 11, 23), Cairo, [Between("2026-11-23T07:20:00Z", "2026-11-23T14:40:00Z")]);
        (scale.Top, scale.Bottom).ShouldBe((TestPortal.At("2026-11-23T07:00:00Z"), TestPortal.At("2026-11-23T15:00:00Z")));
        scale.At(TestPortal.At("2026-11-23T08:00:00Z")).ShouldBe(60 * DayScale.PixelsAMinute);
    }

    [Fact]
    public void An_empty_day_is_nine_to_five() =>
        DayScale.Of(new(2026, 11, 23), Cairo, []).Hours().Select(hour => hour.InZone(Cairo).Hour).ShouldBe([9, 10, 11, 12, 13, 14, 15, 16]);

    [Theory]
    [InlineData("2026-04-24", 23)] // the midnight that does not exist
    [InlineData("2026-10-29", 25)] // the hour before midnight comes twice
    [InlineData("2026-11-23", 24)]
    public void A_day_is_drawn_as_long_as_it_is(string date, int hours)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var whole = new Interval(Cairo.AtStartOfDay(day).ToInstant(), Cairo.AtStartOfDay(day.PlusDays(1)).ToInstant());
        var scale = DayScale.Of(day, Cairo, [whole]);
        scale.Hours().Count().ShouldBe(hours);
        scale.Height.ShouldBe(hours * 60 * DayScale.PixelsAMinute, 0.001);
    }

    [Fact]
    public void An_evening_that_ends_after_midnight_is_drawn_to_its_end()
    {
        var scale = DayScale.Of(new(2026, 11, 23), Cairo, [Between("2026-11-23T18:30:00Z", "2026-11-23T22:30:00Z")]);
        scale.Bottom.InZone(Cairo).LocalDateTime.ShouldBe(new LocalDateTime(2026, 11, 24, 1, 0));
    }

    [Fact]
    public void A_place_under_the_pointer_is_on_five_minutes_and_inside_the_day() =>
        Gen.Double[-500, 5000].Sample(pixels =>
        {
            var scale = DayScale.Of(new(2026, 11, 23), Cairo, []);
            var under = scale.Under(pixels);
            return scale.Shows(under) && under.InZone(Cairo).Minute % 5 == 0 && (pixels < 0 || pixels > scale.Height || Math.Abs(scale.At(under) - pixels) <= 5 * DayScale.PixelsAMinute);
        });

    [Fact]
    public void What_overlaps_stands_side_by_side_and_what_does_not_takes_the_whole_width()
    {
        var places = Lanes.Share([
            Between("2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"), Between("2026-11-23T08:30:00Z", "2026-11-23T09:30:00Z"),
            Between("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"), Between("2026-11-23T10:00:00Z", "2026-11-23T10:30:00Z"),
        ]);
        places.ShouldBe([new(0, 2), new(1, 2), new(0, 2), new(0, 1)]);
    }

    [Fact]
    public void No_two_appointments_cover_each_other()
    {
        var start = TestPortal.At("2026-11-23T07:00:00Z");
        var intervals = Gen.Select(Gen.Int[0, 96], Gen.Int[1, 12]).Select((at, length) =>
            new Interval(start + Duration.FromMinutes(at * 5), start + Duration.FromMinutes((at + length) * 5))).Array[0, 30];
        intervals.Sample(all =>
        {
            var places = Lanes.Share(all);
            for (var i = 0; i < all.Length; i++)
                for (var j = i + 1; j < all.Length; j++)
                    if (all[i].Start < all[j].End && all[j].Start < all[i].End && (places[i].Lane == places[j].Lane || places[i].Of != places[j].Of))
                        return false;
            return places.All(place => place.Lane < place.Of);
        });
    }

    [Fact]
    public void The_days_of_a_week_begin_at_one_clock_time_and_are_equally_high()
    {
        LocalDate[] week = [.. Enumerable.Range(0, 7).Select(i => new LocalDate(2026, 4, 19).PlusDays(i))]; // the clocks go forward within it
        var scales = DayScale.Aligned(week, Cairo, [Between("2026-04-20T08:00:00Z", "2026-04-20T12:00:00Z"), Between("2026-04-25T07:00:00Z", "2026-04-25T14:00:00Z")]);
        scales.Select(s => s.Top.InZone(Cairo).TimeOfDay).Distinct().ShouldHaveSingleItem();
        scales.Select(s => s.Height).Distinct().ShouldHaveSingleItem();
    }
}
