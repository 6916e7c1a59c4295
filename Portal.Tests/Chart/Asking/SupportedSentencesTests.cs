using NodaTime;
using Portal.Domain.Chart.Asking;
using Portal.Domain.Chart.Search.Model;

namespace Portal.Tests.Chart.Asking;

/// <summary>Of what a model writes only what its citations bear is shown.</summary>
public sealed class SupportedSentencesTests
{
    static readonly CitedPassage[] Given =
    [
        new(Guid.NewGuid(), SourceKind.Observation, Guid.NewGuid(), 0, new LocalDate(2026, 3, 2), "HbA1c 7.9 % (4.0–5.6), above the range."),
        new(Guid.NewGuid(), SourceKind.Medication, Guid.NewGuid(), 0, new LocalDate(2025, 1, 9), "Metformin 500 mg, one tablet twice a day after meals."),
    ];

    [Fact]
    public void A_sentence_that_says_what_its_passage_says_stands()
    {
        var kept = SupportedSentences.Of("HbA1c was 7.9 % on 2 March 2026, above the range [1]. She takes metformin 500 mg twice a day after meals [2].", Given);
        kept.Count.ShouldBe(2);
        kept[0].Citations.ShouldBe([0]);
        kept[1].Citations.ShouldBe([1]);
    }

    [Theory]
    [InlineData("HbA1c was 6.9 % [1].", "another number")]
    [InlineData("HbA1c was 7.9 %.", "no citation")]
    [InlineData("HbA1c was 7.9 % [3].", "a passage that was not given")]
    [InlineData("The patient was operated for a broken hip last winter in Alexandria [1].", "nothing of the passage")]
    [InlineData("NONE", "no answer")]
    [InlineData("", "silence")]
    public void What_is_not_borne_is_dropped(string written, string why) => SupportedSentences.Of(written, Given).ShouldBeEmpty(why);

    [Fact]
    public void One_bad_sentence_takes_no_good_one_with_it()
    {
        var kept = SupportedSentences.Of("HbA1c was 7.9 % [1]. Insulin 40 units was started [2].", Given);
        kept.ShouldHaveSingleItem().Text.ShouldContain("7.9");
    }

    [Fact]
    public void Arabic_digits_are_the_same_numbers() => SupportedSentences.Of("HbA1c ٧٫٩ % [1].", Given).ShouldHaveSingleItem();
}
