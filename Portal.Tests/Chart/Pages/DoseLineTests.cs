using CsCheck;
using Portal.Domain.Chart.Model;
using Portal.Features.Chart.Prescriptions;

namespace Portal.Tests.Chart.Pages;

/// <summary>A dose in few keys, as doctors type it in either language.</summary>
public sealed class DoseLineTests
{
    [Theory]
    [InlineData("1 tab x3 pc 7d")]
    [InlineData("x3 pc 7d")]
    [InlineData("7d pc 1t tid")]
    [InlineData("1 x 3 pc 7 days")]
    [InlineData("قرص ٣ مرات بعد الأكل ٧ أيام")]
    [InlineData("١ قرص ×٣ بعد الاكل لمدة اسبوع")]
    public void The_same_dose_is_typed_in_many_ways(string typed)
    {
        var line = DoseLine.Parse(typed);
        line.Unknown.ShouldBeNull();
        line.Dosage.ShouldBe(new Dosage(1, DoseUnit.Tablet, 3, null, false, MealTiming.AfterMeals, null));
        line.Days.ShouldBe(7);
    }

    [Theory]
    [InlineData("5ml q8h prn", 5, DoseUnit.Millilitre, null, 8, true)]
    [InlineData("٥ مل كل ٨ ساعات عند اللزوم", 5, DoseUnit.Millilitre, null, 8, true)]
    [InlineData("½ bid", 0.5, DoseUnit.Tablet, 2, null, false)]
    [InlineData("1/2 tab bid", 0.5, DoseUnit.Tablet, 2, null, false)]
    [InlineData("2 drops x4", 2, DoseUnit.Drop, 4, null, false)]
    [InlineData("20iu od", 20, DoseUnit.Unit, 1, null, false)]
    [InlineData("كبسولة مرتين", 1, DoseUnit.Capsule, 2, null, false)]
    [InlineData("supp prn", 1, DoseUnit.Suppository, null, null, true)]
    [InlineData("1 hs", 1, DoseUnit.Tablet, 1, null, false)]
    public void Amount_unit_and_how_often(string typed, double amount, DoseUnit unit, int? times, int? hours, bool asNeeded)
    {
        var dosage = DoseLine.Parse(typed).Dosage.ShouldNotBeNull();
        (dosage.Amount, dosage.Unit, dosage.TimesPerDay, dosage.EveryHours, dosage.AsNeeded).ShouldBe(((decimal)amount, unit, times, hours, asNeeded));
    }

    [Theory]
    [InlineData("1 tab")]
    [InlineData("")]
    [InlineData("7d")]
    public void Without_how_often_it_is_no_dose(string typed) => DoseLine.Parse(typed).Dosage.ShouldBeNull();

    [Theory]
    [InlineData("1 tab x3 500mg", "500mg")]
    [InlineData("x30", "x30")]
    [InlineData("1 tab x3 0d", "0d")]
    [InlineData("1 x3 900d", "900d")]
    public void What_is_not_understood_is_said_and_nothing_is_guessed(string typed, string unknown)
    {
        var line = DoseLine.Parse(typed);
        (line.Dosage, line.Unknown).ShouldBe((null, unknown));
    }

    [Fact]
    public void The_unit_of_the_medicine_is_taken_where_none_is_typed() => DoseLine.Parse("5 x3", DoseUnit.Millilitre).Dosage!.Unit.ShouldBe(DoseUnit.Millilitre);

    [Fact]
    public void What_is_written_back_is_read_as_the_same_dose()
    {
        var dosages =
            from amount in Of(0.25m, 0.5m, 1m, 1.5m, 2m, 5m, 20m)
            from unit in Gen.Enum<DoseUnit>()
            from often in Of<(int?, int?, bool)>((1, null, false), (3, null, false), (null, 8, false), (null, null, true), (null, 6, true), (12, null, true))
            from meal in Of<MealTiming?>(null, MealTiming.BeforeMeals, MealTiming.AfterMeals, MealTiming.AtBedtime, MealTiming.OnEmptyStomach, MealTiming.WithMeals)
            from route in Of<DoseRoute?>([null, .. Enum.GetValues<DoseRoute>()])
            from days in Of<int?>(null, 1, 7, 30, 366)
            from repeats in Gen.Int[0, 12]
            select (Dosage: new Dosage(amount, unit, often.Item1, often.Item2, often.Item3, meal, route), days, repeats);
        dosages.Sample(one =>
        {
            var read = DoseLine.Parse(DoseLine.Write(one.Dosage, one.days, one.repeats));
            // at bedtime is once a day where nothing else is said
            var expected = one.Dosage is { Timing: MealTiming.AtBedtime, TimesPerDay: null, EveryHours: null } ? one.Dosage with { TimesPerDay = 1 } : one.Dosage;
            return read.Dosage == expected && read.Days == one.days && read.Repeats == one.repeats && read.Unknown is null;
        });
    }

    static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
