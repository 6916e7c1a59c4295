using Portal.Domain.Platform.Text;

namespace Portal.Tests.Platform.Text;

public sealed class PhonesTests
{
    [Theory]
    [InlineData("01001234567")]
    [InlineData("0100 123 4567")]
    [InlineData("٠١٠٠١٢٣٤٥٦٧")]
    [InlineData("٠١٠٠ ١٢٣ ٤٥٦٧")]
    [InlineData("۰۱۰۰۱۲۳۴۵۶۷")]
    [InlineData("+20 100 123 4567")]
    [InlineData("+٢٠١٠٠١٢٣٤٥٦٧")]
    [InlineData("0020-100-123-4567")]
    [InlineData("٠٠٢٠١٠٠١٢٣٤٥٦٧")]
    [InlineData("201001234567")]
    [InlineData("(0100) 1234567")]
    [InlineData("\u202a+20 100 123 4567\u202c")]
    [InlineData("  0100-123-4567 ")]
    public void What_an_Egyptian_types_is_understood(string typed) => Phones.Parse(typed, "EG").ShouldBe("+201001234567");

    [Theory]
    [InlineData("0501234567", "SA", "+966501234567")]
    [InlineData("00966501234567", "EG", "+966501234567")]
    [InlineData("00201001234567", "US", "+201001234567")]
    [InlineData("02 2735 1234", "EG", "+20227351234")]
    public void Other_countries_and_landlines_too(string typed, string country, string e164) => Phones.Parse(typed, country).ShouldBe(e164);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12")]
    [InlineData("0100123456")]
    [InlineData("010012345678901")]
    [InlineData("محمد")]
    [InlineData("+999123456789")]
    public void What_cannot_be_called_is_no_number(string? typed) => Phones.Parse(typed, "EG").ShouldBeNull();

    [Fact]
    public void Numbers_are_shown_the_way_their_readers_dial_them()
    {
        Digits.Only(Phones.National("+201001234567")).ShouldBe("01001234567");
        Phones.Display("+201001234567", "EG").ShouldNotStartWith("+");
        Phones.Display("+201001234567", "SA").ShouldStartWith("+20");
        Phones.National("nonsense").ShouldBe("nonsense");
    }

    [Fact]
    public void Digits_fold_and_come_back()
    {
        Digits.Fold("الساعة ٤:٣٠ و۵").ShouldBe("الساعة 4:30 و5");
        Digits.ToArabic("4:30").ShouldBe("٤:٣٠");
        Digits.Only("٠١٠٠-123 abc").ShouldBe("0100123");
    }
}
