using NodaTime;
using Portal.Domain.Chart.Asking;
using Portal.Domain.Chart.Search.Model;

namespace Portal.Tests.Chart.Asking;

/// <summary>Questions as doctors ask them, in both languages: what kind of record, which in time, and what about.</summary>
public sealed class QuestionReadingTests
{
    static readonly LocalDate Today = new(2026, 12, 1);

    [Theory]
    [InlineData("What allergies does she have?", SourceKind.Allergy)]
    [InlineData("عندها حساسية من ايه؟", SourceKind.Allergy)]
    [InlineData("What medicines is he taking now?", SourceKind.Medication)]
    [InlineData("بياخد ادوية ايه دلوقتي", SourceKind.Medication)]
    [InlineData("When was the last visit and why?", SourceKind.Encounter)]
    [InlineData("امتى كانت اخر زيارة وليه؟", SourceKind.Encounter)]
    [InlineData("Which vaccinations were given?", SourceKind.Immunization)]
    [InlineData("التطعيمات", SourceKind.Immunization)]
    [InlineData("any operations?", SourceKind.Procedure)]
    [InlineData("ما هي تشخيصات المريض؟", SourceKind.Condition)]
    public void A_question_for_all_of_a_kind_leaves_no_word_to_look_for(string question, SourceKind kind)
    {
        var reading = QuestionReading.Of(question, Today);
        reading.Kinds.ShouldContain(kind);
        reading.AsksForAll.ShouldBeTrue(string.Join(' ', reading.Terms));
    }

    [Theory]
    [InlineData("What was the last HbA1c and its trend?", QuestionTime.Trend)]
    [InlineData("اخر تحليل سكر", QuestionTime.Latest)]
    [InlineData("the first visit", QuestionTime.First)]
    [InlineData("current medications", QuestionTime.Current)]
    [InlineData("الأدوية الحالية", QuestionTime.Current)]
    [InlineData("did he have asthma", QuestionTime.Any)]
    internal void When_is_read_apart(string question, QuestionTime time) => QuestionReading.Of(question, Today).Time.ShouldBe(time);

    [Fact]
    public void What_it_is_about_is_what_is_left()
    {
        var reading = QuestionReading.Of("What did the cardiologist write about her atrial fibrillation in 2024?", Today);
        reading.Terms.Count.ShouldBe(3, string.Join(' ', reading.Terms));
        (reading.From, reading.To).ShouldBe((new LocalDate(2024, 1, 1), new LocalDate(2024, 12, 31)));
    }

    [Theory]
    [InlineData("visits since 2025")]
    [InlineData("الزيارات من ٢٠٢٥")]
    public void A_year_alone_may_be_a_beginning(string question)
    {
        var reading = QuestionReading.Of(question, Today);
        (reading.From, reading.To).ShouldBe((new LocalDate(2025, 1, 1), null));
        reading.AsksForAll.ShouldBeTrue(string.Join(' ', reading.Terms));
    }

    [Theory]
    [InlineData("آخر زيارة", "ar")]
    [InlineData("last visit", "en")]
    [InlineData("اخر HbA1c", "ar")]
    public void The_answer_is_in_the_questions_language(string question, string language) => QuestionReading.Of(question, Today).Language.ShouldBe(language);
}
