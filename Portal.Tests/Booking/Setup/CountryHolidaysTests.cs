using NodaTime;
using Portal.Domain.Booking.Setup;

namespace Portal.Tests.Booking.Setup;

public sealed class CountryHolidaysTests
{
    [Theory]
    [InlineData(2025, "2025-04-21")] // as they were kept
    [InlineData(2024, "2024-05-06")]
    [InlineData(2023, "2023-04-17")]
    public void Sham_el_Nessim_is_the_day_after_the_coptic_Easter(int year, string day) =>
        CountryHolidays.After("EG", new LocalDate(year, 1, 1)).Single(holiday => holiday.NameEn == "Sham El-Nessim").Date.ToString("uuuu-MM-dd", null).ShouldBe(day);

    [Fact]
    public void The_feasts_of_a_year_go_by_the_moon()
    {
        var eids = CountryHolidays.After("EG", new LocalDate(2025, 1, 1)).Where(holiday => holiday.ByMoon && holiday.NameEn.StartsWith("Eid", StringComparison.Ordinal)).ToArray();
        eids[0].Date.ShouldBe(new LocalDate(2025, 3, 30)); // first of Shawwal 1446
        eids.Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("EG", 17)]
    [InlineData("SA", 9)]
    [InlineData("AE", 12)]
    [InlineData("JO", 13)]
    public void Each_country_has_its_own_list_in_order_and_within_the_year(string country, int count)
    {
        var from = new LocalDate(2026, 11, 30);
        var all = CountryHolidays.After(country, from);
        all.Count.ShouldBe(count);
        all.Select(holiday => holiday.Date).ShouldBeInOrder();
        all.ShouldAllBe(holiday => holiday.Date >= from && holiday.Date < from.PlusYears(1));
    }

    [Fact]
    public void A_country_without_a_list_has_none() => CountryHolidays.After("US", new LocalDate(2026, 1, 1)).ShouldBeEmpty();
}
