using NodaTime;
using NodaTime.Text;
using Portal.Domain.Patients;

namespace Portal.Tests.Patients;

public sealed class BirthDatesTests
{
    static readonly LocalDate Today = new(2026, 11, 22);

    [Theory]
    [InlineData("3/5/1990", "1990-05-03")]
    [InlineData("٣/٥/١٩٩٠", "1990-05-03")]
    [InlineData(" 03 - 05 - 1990 ", "1990-05-03")]
    [InlineData("3.5.90", "1990-05-03")]
    [InlineData("3/5/26", "2026-05-03")]
    [InlineData("3/5/27", "1927-05-03")]
    [InlineData("1990-05-03", "1990-05-03")]
    [InlineData("29/2/2024", "2024-02-29")]
    [InlineData("34", "1992-01-01")]
    [InlineData("٣٤", "1992-01-01")]
    [InlineData("0", "2026-01-01")]
    [InlineData("1990", "1990-01-01")]
    [InlineData("22/11/2026", "2026-11-22")]
    [InlineData("23/11/2026", null)] // tomorrow
    [InlineData("29/2/2025", null)]
    [InlineData("3/13/1990", null)]
    [InlineData("3/5", null)]
    [InlineData("1/1/1800", null)]
    [InlineData("200", null)]
    [InlineData("in May", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_people_type_is_read_day_first_and_nothing_is_guessed_beyond_it(string? typed, string? born) =>
        BirthDates.Parse(typed, Today).ShouldBe(born is null ? null : LocalDatePattern.Iso.Parse(born).Value);

    [Fact]
    public void An_age_is_a_year_that_makes_it_so_today()
    {
        for (var age = 0; age <= 120; age++)
            Period.Between(BirthDates.Parse($"{age}", Today)!.Value, Today, PeriodUnits.Years).Years.ShouldBe(age);
    }
}
