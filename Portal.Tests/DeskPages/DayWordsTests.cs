using NodaTime;
using Portal.Features.Booking.Commands;

namespace Portal.Tests.DeskPages;

/// <summary>Days as people type them into the command box, on a Sunday, 22 November 2026.</summary>
public sealed class DayWordsTests
{
    static readonly LocalDate Today = new(2026, 11, 22);

    [Theory]
    [InlineData("today", "2026-11-22")]
    [InlineData("Tomorrow", "2026-11-23")]
    [InlineData("بكرة", "2026-11-23")]
    [InlineData("بكره", "2026-11-23")]
    [InlineData("غدًا", "2026-11-23")]
    [InlineData("بعد بكرة", "2026-11-24")]
    [InlineData("امبارح", "2026-11-21")]
    [InlineData("sunday", "2026-11-29")]
    [InlineData("الأربعاء", "2026-11-25")]
    [InlineData("الاربعاء", "2026-11-25")]
    [InlineData("12/5", "2027-05-12")]
    [InlineData("١٢/١٢", "2026-12-12")]
    [InlineData("20/11", "2026-11-20")]
    [InlineData("29 nov", "2026-11-29")]
    [InlineData("٢٩ نوفمبر", "2026-11-29")]
    [InlineData("1/2/27", "2027-02-01")]
    public void A_day_is_understood(string typed, string iso) => DayWords.Parse(typed, Today).ShouldBe(NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value);

    [Theory]
    [InlineData("")]
    [InlineData("mona")]
    [InlineData("0100")]
    [InlineData("31/2")]
    [InlineData("40/1")]
    [InlineData("0100 123 4567")]
    public void What_is_no_day_is_none(string typed) => DayWords.Parse(typed, Today).ShouldBeNull();
}
