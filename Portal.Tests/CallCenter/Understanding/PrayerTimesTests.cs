using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Times;

namespace Portal.Tests.CallCenter.Understanding;

/// <summary>Against timetables that the countries' authorities published. A dash: not published there.</summary>
public sealed class PrayerTimesTests
{
    static readonly Dictionary<string, PrayerTimes> Places = new()
    {
        ["Cairo"] = Of("EG", 30.0444, 31.2357, "Africa/Cairo"),
        ["Aswan"] = Of("EG", 24.0889, 32.8998, "Africa/Cairo"),
        ["Riyadh"] = Of("SA", 24.7136, 46.6753, "Asia/Riyadh"),
        ["Makkah"] = Of("SA", 21.4270, 39.8287, "Asia/Riyadh"),
        ["Dubai"] = Of("AE", 25.2631, 55.2972, "Asia/Dubai"),
    };

    [Theory]
    [InlineData("Cairo", "2024-12-02", "05:03 - 11:44 14:36 16:55 18:17")]
    [InlineData("Cairo", "2025-03-21", "04:31 05:57 12:02 15:30 18:07 19:25")]
    [InlineData("Cairo", "2025-07-23", "04:28 06:08 13:01 16:38 19:54 21:23")] // summer time
    [InlineData("Cairo", "2025-08-23", "04:55 06:27 12:58 16:33 19:28 20:49")]
    [InlineData("Cairo", "2025-09-23", "05:17 - 12:47 16:14 18:50 20:08")]
    [InlineData("Aswan", "2025-03-22", "04:29 - 11:56 - - -")]
    [InlineData("Aswan", "2025-07-23", "04:41 - - - 19:36 20:58")]
    [InlineData("Aswan", "2025-09-23", "05:15 - 12:41 - - -")]
    [InlineData("Riyadh", "2025-12-01", "04:57 - 11:42 14:43 17:04 18:34")]
    [InlineData("Makkah", "2015-01-05", "05:39 07:00 12:26 15:31 17:52 19:22")]
    [InlineData("Makkah", "2016-10-06", "04:57 06:13 12:09 15:31 18:04 19:34")]
    [InlineData("Dubai", "2018-01-01", "05:42 07:01 12:25 15:24 17:44 19:03")]
    [InlineData("Dubai", "2018-04-01", "04:53 06:08 12:25 15:54 18:38 19:53")]
    [InlineData("Dubai", "2018-07-01", "04:02 05:29 12:25 15:48 19:16 20:43")]
    [InlineData("Dubai", "2018-10-01", "04:54 06:08 12:11 15:35 18:09 19:23")]
    public void They_are_those_of_the_published_timetable_within_two_minutes(string place, string date, string published)
    {
        var day = Places[place].On(LocalDatePattern.Iso.Parse(date).Value);
        foreach (var (said, reckoned) in published.Split(' ').Zip(All(day)))
            if (said != "-")
                Math.Abs(Period.Between(LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(said).Value, reckoned.TimeOfDay, PeriodUnits.Minutes).Minutes).ShouldBeLessThanOrEqualTo(2, $"{place} {date} {said} {reckoned}");
    }

    [Fact]
    public void They_follow_one_another_on_every_day_of_five_years_wherever_Arabic_is_spoken()
    {
        foreach (var place in Places.Values.Append(Of("MA", 34.02, -6.83, "Africa/Casablanca")).Append(Of("SY", 36.2, 37.16, "Asia/Damascus")).Append(Of("YE", 12.8, 45.03, "Asia/Aden")))
            for (var date = new LocalDate(2025, 1, 1); date.Year < 2030; date = date.PlusDays(1))
            {
                var all = All(place.On(date));
                all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second, $"{date}");
                all.ShouldAllBe(time => time.Date == date);
            }
    }

    [Theory]
    [InlineData("GB", 51.51, -0.13, "Europe/London")]
    [InlineData("NO", 69.65, 18.96, "Europe/Oslo")]
    [InlineData("AU", -33.87, 151.21, "Australia/Sydney")]
    public void Where_the_night_is_not_dark_or_the_sun_does_not_set_they_follow_one_another_too(string country, double latitude, double longitude, string zone)
    {
        var place = Of(country, latitude, longitude, zone);
        for (var date = new LocalDate(2027, 1, 1); date.Year < 2028; date = date.PlusDays(1))
        {
            var all = All(place.On(date));
            all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second, $"{country} {date}");
        }
    }

    [Fact]
    public void Isha_of_Umm_al_Qura_is_half_an_hour_later_in_Ramadan()
    {
        LateBy(new(2027, 2, 7)).ShouldBe(90);
        LateBy(new(2027, 2, 8)).ShouldBe(120);

        static long LateBy(LocalDate date)
        {
            var day = Places["Riyadh"].On(date);
            return Period.Between(day.Maghrib, day.Isha, PeriodUnits.Minutes).Minutes;
        }
    }

    [Theory]
    [InlineData("2027-07-12T18:30", Prayer.Maghrib, Bound.After, false)]
    [InlineData("2027-07-12T20:00", Prayer.Maghrib, Bound.After, true)]
    [InlineData("2026-12-07T18:30", Prayer.Maghrib, Bound.After, true)]
    [InlineData("2026-12-07T17:00", Prayer.Maghrib, Bound.Before, false)]
    [InlineData("2026-12-07T12:30", Prayer.Asr, Bound.After, false)]
    [InlineData("2026-12-07T14:40", Prayer.Asr, Bound.After, true)]
    [InlineData("2027-02-11T20:00", Prayer.Tarawih, Bound.After, false)]
    [InlineData("2027-02-11T23:00", Prayer.Fajr, Bound.Before, true)] // before the night's last meal
    [InlineData("2027-02-12T00:15", Prayer.Fajr, Bound.Before, true)]
    [InlineData("2027-02-12T00:15", Prayer.Tarawih, Bound.After, true)] // the evening goes on
    [InlineData("2027-02-11T13:00", Prayer.Fajr, Bound.Before, false)]
    public void A_prayer_bounds_the_times_of_its_day(string time, Prayer prayer, Bound bound, bool fits) =>
        Places["Cairo"].Fits(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(time).Value, prayer, bound).ShouldBe(fits, time);

    static PrayerTimes Of(string country, double latitude, double longitude, string zone) => PrayerTimes.Of(country, latitude, longitude, DateTimeZoneProviders.Tzdb[zone]);

    static LocalDateTime[] All(PrayerDay day) => [day.Fajr, day.Sunrise, day.Dhuhr, day.Asr, day.Maghrib, day.Isha];
}
