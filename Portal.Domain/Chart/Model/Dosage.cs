using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Chart.Model;

public enum DoseUnit
{
    Tablet,
    Capsule,
    Millilitre,
    Drop,
    Puff,
    Sachet,
    Suppository,
    Injection,
    Application,
    Patch,
    Unit,
}

/// <summary>When of a meal.</summary>
public enum MealTiming
{
    BeforeMeals,
    WithMeals,
    AfterMeals,
    AtBedtime,
    OnEmptyStomach,
}

public enum DoseRoute
{
    ByMouth,
    OnSkin,
    IntoEye,
    IntoEar,
    IntoNose,
    Inhaled,
    Rectal,
    Vaginal,
    Injected,
    UnderTongue,
}

/// <summary>How a medicine is taken, in parts that can be said in either language. Either so many times a day or every so many hours, or as needed.</summary>
/// <param name="Amount">Of the unit, each time.</param>
public sealed record Dosage(decimal Amount, DoseUnit Unit, int? TimesPerDay, int? EveryHours, bool AsNeeded, MealTiming? Timing, DoseRoute? Route);

static class DosageMapping
{
    public static void Configure(ComplexPropertyBuilder<Dosage> dosage)
    {
        dosage.Property(d => d.Unit).HasConversion<string>().HasMaxLength(16);
        dosage.Property(d => d.Timing).HasConversion<string>().HasMaxLength(16);
        dosage.Property(d => d.Route).HasConversion<string>().HasMaxLength(16);
        dosage.IsRequired();
    }
}
