using CsCheck;
using Portal.Domain.Chart.Documents.Text;

namespace Portal.Tests.Chart.Documents;

/// <summary>What stands on a line, letter by letter from the left, and how it is read.</summary>
public sealed class ReadingOrderTests
{
    static readonly string[] Cells = ["ا", "ب", "لا", "a", "B", "1", "٢", " ", ".", "/", "(", "%"];

    [Theory]
    [InlineData("Hello 12.5 mg", "Hello 12.5 mg")]
    [InlineData("ريرقت", "تقرير")]
    [InlineData("(عفترم) 7.2 وه HbA1c يمكارتلا", "التراكمي HbA1c هو 7.2 (مرتفع)")]
    [InlineData("05/11/2026 موي 120/80 طغض", "ضغط 120/80 يوم 05/11/2026")]
    [InlineData("MRI knee: روسك نودب, no fracture", "MRI knee: بدون كسور, no fracture")]
    [InlineData("500 mg Amoxicillin ءاود", "500 mg Amoxicillin دواء")]
    [InlineData("٪٧٫٢ ركسلا", "السكر ٧٫٢٪")]
    [InlineData("", "")]
    public void A_line_is_read_in_its_direction(string seen, string read) => ReadingOrder.Of([.. seen.Select(c => c.ToString())]).ShouldBe(read);

    [Fact]
    public void Letters_that_are_one_in_print_stay_in_their_order() => ReadingOrder.Of(["م", "ا", "ل", "س", " ", "لا"]).ShouldBe("لا سلام");

    [Fact]
    public void Nothing_is_lost_or_added() =>
        Gen.Int[0, Cells.Length - 1].Select(i => Cells[i]).Array[0, 30].Sample(cells =>
            ReadingOrder.Of(cells).Replace(')', '(').Order().ShouldBe(string.Concat(cells).Replace(')', '(').Order()));
}
