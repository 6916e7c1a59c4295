using Portal.Domain.Chart.Entries;

namespace Portal.Tests.Chart.Entries;

/// <summary>The list of diagnoses, and how it is searched.</summary>
public sealed class DiagnosesTests
{
    [Fact]
    public void The_list_is_whole_in_both_languages_and_has_each_code_once()
    {
        Diagnoses.All.Count.ShouldBeGreaterThan(300);
        Diagnoses.All.ShouldAllBe(code => Diagnoses.IsCode(code.Code) && code.En.Length > 2 && code.Ar.Length > 1 && code.Ar.Length <= 400);
        Diagnoses.All.ShouldAllBe(code => code.Ar.Any(letter => letter >= '\u0600' && letter <= '\u06FF'));
        Diagnoses.All.Select(code => code.Code).ShouldBeUnique();
    }

    [Theory]
    [InlineData("e11", "E11.9")]
    [InlineData("I10", "I10")]
    [InlineData("hypertension", "I10")]
    [InlineData("ضغط الدم", "I10")]
    [InlineData("asthma", "J45.9")]
    [InlineData("ربو", "J45.9")]
    [InlineData("migr", "G43.9")]
    public void A_diagnosis_is_found_by_its_code_or_by_words_of_either_language(string typed, string code) =>
        Diagnoses.Find(typed).Select(found => found.Code).ShouldContain(code);

    [Theory]
    [InlineData("E11.9", true)]
    [InlineData("I10", true)]
    [InlineData("S82.101A", true)]
    [InlineData("11.9", false)]
    [InlineData("E11.", false)]
    [InlineData("sugar", false)]
    public void A_code_has_the_shape_of_one(string typed, bool isOne) => Diagnoses.IsCode(typed).ShouldBe(isOne);

    [Fact]
    public void Nothing_typed_finds_nothing() => Diagnoses.Find("  ").ShouldBeEmpty();
}
