using CsCheck;
using Portal.Domain.Platform.Text;

namespace Portal.Tests.Platform.Text;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("السُّكَّري", "السكري")]
    [InlineData("أدوية", "ادويه")]
    [InlineData("مستشفى", "مستشفي")]
    [InlineData("رئة", "ريه")]
    [InlineData("ضـــغط", "ضغط")]
    [InlineData("مسؤول", "مسوول")]
    [InlineData("٢٠٢٦", "2026")]
    [InlineData("ﻣﻜﺎﻓﺤﺔ", "مكافحه")] // the letter forms of a PDF file
    [InlineData("Sjögren's", "sjogrens")]
    [InlineData("500mg", "500 mg")]
    [InlineData("HbA1c", "hba1c")]
    [InlineData("تحليل CRP=12", "تحليل crp 12")]
    [InlineData("الـCRP", "ال crp")]
    [InlineData("  a,  b ", "a b")]
    [InlineData("؟!", "")]
    public void One_spelling_for_all(string written, string folded) => Fold(written).ShouldBe(folded);

    [Theory]
    [InlineData("allergies", "allergy")]
    [InlineData("stopped", "stop")]
    [InlineData("prescribed", "prescribe")]
    [InlineData("calling", "called")]
    [InlineData("diagnoses", "diagnose")]
    [InlineData("tablets", "tablet")]
    [InlineData("boxes", "box")]
    [InlineData("والأدوية", "ادوية")]
    [InlineData("بالدواء", "الدواء")]
    [InlineData("التحاليل", "تحاليل")]
    [InlineData("تحليلان", "تحليل")]
    [InlineData("جرعات", "جرعة")]
    [InlineData("للحساسية", "حساسيه")]
    public void Forms_of_a_word_have_one_stem(string one, string other) => SearchText.Stems(one).ShouldBe(SearchText.Stems(other));

    [Theory]
    [InlineData("insulin", "insult")]
    [InlineData("renal", "rent")]
    [InlineData("دواء", "داء")]
    public void Other_words_have_others(string one, string other) => SearchText.Stems(one).ShouldNotBe(SearchText.Stems(other));

    [Fact]
    public void What_denies_is_kept_and_what_says_nothing_is_not()
    {
        SearchText.Stems("There is no sign of the disease").ShouldBe(["no", "sign", "diseas"]);
        SearchText.Stems("لا يوجد في التقرير").ShouldBe(["لا", "يوجد", "تقرير"]);
    }

    [Theory]
    [InlineData("ICD E11.9, LOINC 4548-4: 7.2%", "e11.9|4548-4|7.2")]
    [InlineData("Blood pressure 140/90 on 2026-11-22.", "140/90|2026-11-22")]
    [InlineData("الضغط ١٤٠/٩٠ والسكر ٧٫٢", "140/90|7.2")]
    [InlineData("vitamin B12 and HbA1c", "b12|hba1c")]
    [InlineData("nothing to count", "")]
    public void Codes_and_numbers_stand_as_they_are(string text, string codes) => string.Join('|', SearchText.Codes(text)).ShouldBe(codes);

    [Fact]
    public void A_vector_has_each_stem_with_its_places() => SearchText.Vector("Pain in the hand; hand pain").ShouldBe("'pain':1,4 'hand':2,3 ");

    [Fact]
    public void Whatever_is_written_is_folded_into_the_room_there_is_and_folding_again_changes_nothing() => Gen.String.Sample(text =>
    {
        var folded = Fold(text);
        var again = Fold(folded);
        return again == folded && SearchText.Stems(text).TrueForAll(stem => stem.Length > 0 && !stem.Contains(' ', StringComparison.Ordinal) && !stem.Contains('\'', StringComparison.Ordinal) && !stem.Contains('\\', StringComparison.Ordinal));
    });

    static string Fold(string text)
    {
        var into = new char[SearchText.MostFolded(text.Normalize(System.Text.NormalizationForm.FormKD).Length)];
        return new(into, 0, SearchText.Fold(text, into));
    }
}
