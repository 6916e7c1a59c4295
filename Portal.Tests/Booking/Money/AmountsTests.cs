using Portal.Features.Booking.Money;

namespace Portal.Tests.Booking.Money;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("250", "250"), InlineData(" 250 ", "250"), InlineData("250.5", "250.5"), InlineData("250.50", "250.50"), InlineData("-20", "-20"), InlineData("250.", "250")]
    [InlineData("250,50", "250.50"), InlineData("250,5", "250.5"), InlineData("250،50", "250.50"), InlineData("250٬5", "250.5"), InlineData("250٫50", "250.50")]
    [InlineData("1,250", "1250"), InlineData("1٬250", "1250"), InlineData("1،250", "1250"), InlineData("1,250,000", "1250000"), InlineData("1,250.50", "1250.50"), InlineData("1٬250٫50", "1250.50")]
    [InlineData("٢٥٠", "250"), InlineData("٢٥٠٫٥٠", "250.50"), InlineData("٢٥٠,٥٠", "250.50"), InlineData("٢٥٠،٥", "250.5"), InlineData("١٬٢٥٠", "1250"), InlineData("١٬٢٥٠٫٧٥", "1250.75"), InlineData("۲۵۰٫۵", "250.5")]
    public void Sums_are_read_as_they_are_meant(string typed, string meant) => Amounts.Parse(typed).ShouldBe(decimal.Parse(meant, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("a lot"), InlineData("25,0000"), InlineData("2500,500"), InlineData("1,25,000"), InlineData("1,250,50"), InlineData("1,250٬000")]
    [InlineData("0,500"), InlineData("250,"), InlineData(",50"), InlineData("1.250,50"), InlineData("1.2.3"), InlineData("٢٥٠,٥٠٠٠"), InlineData("1 250")]
    public void What_may_mean_two_sums_is_none(string? typed) => Amounts.Parse(typed).ShouldBeNull();

    [Theory]
    [InlineData("", "0"), InlineData("50", "50"), InlineData("10%", "30"), InlineData("١٠٪", "30"), InlineData("12,5%", "37.5"), InlineData("١٢٫٥٪", "37.5")]
    public void A_discount_is_a_sum_or_a_share(string typed, string meant) => Amounts.ParseDiscount(typed, 300).ShouldBe(decimal.Parse(meant, System.Globalization.CultureInfo.InvariantCulture));
}
