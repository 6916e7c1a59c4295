using Portal.Domain.CallCenter.Minds;

namespace Portal.Tests.CallCenter.Minds;

/// <summary>A model is shown neither phone numbers nor codes, however they are written.</summary>
public sealed class ModelMaskTests
{
    [Theory]
    [InlineData("my number is 01012345678", "my number is [phone]")]
    [InlineData("+20 100 123 4567 please", "[phone] please")]
    [InlineData("010-1234-5678", "[phone]")]
    [InlineData("(010) 1234.5678", "([phone]")]
    [InlineData("رقمي ٠١٠١٢٣٤٥٦٧٨", "رقمي [phone]")]
    [InlineData("the code is 482913", "the code is [number]")]
    [InlineData("4 8 2 9 1 3", "[number]")]
    [InlineData("٤٨٢٩١٣", "[number]")]
    [InlineData("𝟒𝟖𝟐𝟗𝟏𝟑", "[number]")]
    [InlineData("４８２９１３", "[number]")]
    [InlineData("four eight two nine one three", "[number]")]
    [InlineData("it is four, eight, two, nine, one, three ok", "it is [number] ok")]
    [InlineData("الكود أربعة تمانية اتنين تسعة واحد تلاتة", "الكود [number]")]
    [InlineData("صفر واحد صفر واحد اتنين تلاتة أربعة خمسة ستة سبعة تمانية", "[phone]")]
    public void Numbers_are_taken_out(string text, string shown) => ModelMask.Mask(text).ShouldBe(shown);

    [Theory]
    [InlineData("tomorrow at 5:30 or on 12/10")]
    [InlineData("two children, one is 3 and one is 11")]
    [InlineData("how much is it, 300?")]
    public void What_is_no_number_to_hide_stays(string text) => ModelMask.Mask(text).ShouldBe(text);
}
