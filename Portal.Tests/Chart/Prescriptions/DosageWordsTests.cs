using CsCheck;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;

namespace Portal.Tests.Chart.Prescriptions;

/// <summary>A dosage as it is said to a patient, in both languages.</summary>
public sealed class DosageWordsTests
{
    static readonly Gen<Dosage> Dosages = Gen.Select(
        Gen.Int[1, 4000].Select(quarters => quarters / 4m), Gen.Enum<DoseUnit>(), Gen.Int[1, 12].Nullable(), Gen.Int[1, 72], Gen.Enum<MealTiming>().Nullable(), Gen.Enum<DoseRoute>().Nullable(),
        (amount, unit, times, hours, timing, route) => new Dosage(amount, unit, times, times is null ? hours : null, false, timing, route));

    [Theory]
    [InlineData(0.25, DoseUnit.Tablet, "ربع قرص")]
    [InlineData(0.5, DoseUnit.Tablet, "نصف قرص")]
    [InlineData(1, DoseUnit.Tablet, "قرص واحد")]
    [InlineData(1.5, DoseUnit.Tablet, "قرص ونصف")]
    [InlineData(2, DoseUnit.Tablet, "قرصين")]
    [InlineData(3, DoseUnit.Tablet, "٣ أقراص")]
    [InlineData(10, DoseUnit.Tablet, "١٠ أقراص")]
    [InlineData(11, DoseUnit.Tablet, "١١ قرصًا")]
    [InlineData(100, DoseUnit.Tablet, "١٠٠ قرص")]
    [InlineData(1, DoseUnit.Capsule, "كبسولة واحدة")]
    [InlineData(2, DoseUnit.Capsule, "كبسولتين")]
    [InlineData(2, DoseUnit.Millilitre, "٢ مل")]
    [InlineData(7.5, DoseUnit.Millilitre, "٧.٥ مل")]
    [InlineData(4, DoseUnit.Drop, "٤ نقط")]
    [InlineData(2, DoseUnit.Puff, "بختين")]
    [InlineData(20, DoseUnit.Unit, "٢٠ وحدة")]
    [InlineData(6, DoseUnit.Sachet, "٦ أكياس")]
    public void Arabic_counts_as_Arabic_does(double amount, DoseUnit unit, string words) =>
        DosageWords.Of(new((decimal)amount, unit, 1, null, false, null, null), null, "ar", arabicDigits: true).ShouldBe($"{words} مرة واحدة يوميًا");

    [Theory]
    [InlineData(0.5, DoseUnit.Tablet, "half a tablet")]
    [InlineData(1, DoseUnit.Tablet, "1 tablet")]
    [InlineData(1.5, DoseUnit.Tablet, "1.5 tablets")]
    [InlineData(2, DoseUnit.Suppository, "2 suppositories")]
    [InlineData(0.5, DoseUnit.Millilitre, "0.5 ml")]
    [InlineData(10, DoseUnit.Millilitre, "10 ml")]
    public void English_has_its_plurals(double amount, DoseUnit unit, string words) =>
        DosageWords.Of(new((decimal)amount, unit, 1, null, false, null, null), null, "en", arabicDigits: true).ShouldBe($"{words} once a day");

    [Theory]
    [InlineData(2, null, null, "مرتين يوميًا", "twice a day")]
    [InlineData(3, null, 7, "3 مرات يوميًا لمدة 7 أيام", "three times a day for 7 days")]
    [InlineData(12, null, 1, "12 مرة يوميًا لمدة يوم واحد", "12 times a day for one day")]
    [InlineData(null, 1, 2, "كل ساعة لمدة يومين", "every hour for 2 days")]
    [InlineData(null, 2, 14, "كل ساعتين لمدة 14 يومًا", "every 2 hours for 14 days")]
    [InlineData(null, 8, 30, "كل 8 ساعات لمدة 30 يومًا", "every 8 hours for 30 days")]
    [InlineData(null, 12, 100, "كل 12 ساعة لمدة 100 يوم", "every 12 hours for 100 days")]
    public void The_rhythm_and_the_length_are_said(int? times, int? hours, int? days, string arabic, string english)
    {
        var dosage = new Dosage(1, DoseUnit.Tablet, times, hours, false, null, null);
        DosageWords.Of(dosage, days, "ar", arabicDigits: false).ShouldBe($"قرص واحد {arabic}");
        DosageWords.Of(dosage, days, "en", arabicDigits: false).ShouldBe($"1 tablet {english}");
    }

    [Fact]
    public void All_of_it_together_is_one_sentence()
    {
        var dosage = new Dosage(1, DoseUnit.Tablet, 3, null, true, MealTiming.AfterMeals, DoseRoute.ByMouth);
        DosageWords.Of(dosage, 5, "ar", arabicDigits: true).ShouldBe("قرص واحد بالفم ٣ مرات يوميًا بعد الأكل عند اللزوم لمدة ٥ أيام");
        DosageWords.Of(dosage, 5, "en", arabicDigits: true).ShouldBe("1 tablet by mouth three times a day after meals when needed for 5 days");
    }

    [Fact]
    public void Whatever_can_be_prescribed_can_be_said() => Gen.Select(Dosages, Gen.Int[1, 365].Nullable()).Sample((dosage, days) =>
    {
        foreach (var language in (string[])["ar", "en"])
        {
            var words = DosageWords.Of(dosage, days, language, arabicDigits: false);
            words.ShouldNotBeNullOrWhiteSpace();
            words.ShouldNotContain("  ");
            words.Length.ShouldBeLessThanOrEqualTo(600, "it is kept among the medicines taken");
        }
    });
}
