using System.Globalization;
using Portal.Domain.Chart.Model;

namespace Portal.Domain.Chart.Passages;

/// <summary>How a prescribed medicine is taken, in words: 1 tablet, 2 times a day, after meals, for 7 days.</summary>
public static class DoseWords
{
    public static string English(PrescriptionItem item) => Of(item.Dosage, item.DurationDays, item.Repeats, item.Instructions, arabic: false);

    public static string Arabic(PrescriptionItem item) => Of(item.Dosage, item.DurationDays, item.Repeats, item.Instructions, arabic: true);

    static string Of(Dosage dose, int? days, int repeats, string? instructions, bool arabic)
    {
        string?[] parts =
        [
            $"{dose.Amount.ToString("0.####", CultureInfo.InvariantCulture)} {(arabic ? UnitAr(dose.Unit) : UnitEn(dose.Unit, dose.Amount))}",
            dose.TimesPerDay is { } times ? arabic ? TimesAr(times) : times == 1 ? "once a day" : $"{times} times a day" : null,
            dose.EveryHours is { } hours ? arabic ? $"كل {hours} ساعات" : $"every {hours} hours" : null,
            dose.AsNeeded ? arabic ? "عند اللزوم" : "as needed" : null,
            dose.Timing is { } timing ? arabic ? TimingAr(timing) : TimingEn(timing) : null,
            dose.Route is { } route ? arabic ? RouteAr(route) : RouteEn(route) : null,
            days is { } span ? arabic ? $"لمدة {span} {(span is >= 3 and <= 10 ? "أيام" : "يوم")}" : span == 1 ? "for 1 day" : $"for {span} days" : null,
            repeats > 0 ? arabic ? $"يُصرف مرة أخرى حتى {repeats}" : repeats == 1 ? "1 repeat" : $"{repeats} repeats" : null,
            instructions,
        ];
        return string.Join(arabic ? "، " : ", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    static string TimesAr(int times) => times switch { 1 => "مرة يوميا", 2 => "مرتين يوميا", _ => $"{times} مرات يوميا" };

    static string UnitEn(DoseUnit unit, decimal amount)
    {
        var one = unit switch { DoseUnit.Millilitre => "ml", DoseUnit.Patch => "patch", _ => unit.ToString().ToLowerInvariant() };
        return amount <= 1 || unit == DoseUnit.Millilitre ? one : unit switch { DoseUnit.Suppository => "suppositories", DoseUnit.Patch => "patches", _ => one + "s" };
    }

    static string UnitAr(DoseUnit unit) => unit switch
    {
        DoseUnit.Tablet => "قرص",
        DoseUnit.Capsule => "كبسولة",
        DoseUnit.Millilitre => "مل",
        DoseUnit.Drop => "نقطة",
        DoseUnit.Puff => "بخة",
        DoseUnit.Sachet => "كيس",
        DoseUnit.Suppository => "لبوسة",
        DoseUnit.Injection => "حقنة",
        DoseUnit.Application => "دهان",
        DoseUnit.Patch => "لصقة",
        _ => "وحدة",
    };

    static string TimingEn(MealTiming timing) => timing switch
    {
        MealTiming.BeforeMeals => "before meals",
        MealTiming.WithMeals => "with meals",
        MealTiming.AfterMeals => "after meals",
        MealTiming.AtBedtime => "at bedtime",
        _ => "on an empty stomach",
    };

    static string TimingAr(MealTiming timing) => timing switch
    {
        MealTiming.BeforeMeals => "قبل الأكل",
        MealTiming.WithMeals => "مع الأكل",
        MealTiming.AfterMeals => "بعد الأكل",
        MealTiming.AtBedtime => "عند النوم",
        _ => "على معدة فارغة",
    };

    static string RouteEn(DoseRoute route) => route switch
    {
        DoseRoute.ByMouth => "by mouth",
        DoseRoute.OnSkin => "on the skin",
        DoseRoute.IntoEye => "into the eye",
        DoseRoute.IntoEar => "into the ear",
        DoseRoute.IntoNose => "into the nose",
        DoseRoute.Inhaled => "inhaled",
        DoseRoute.Rectal => "rectally",
        DoseRoute.Vaginal => "vaginally",
        DoseRoute.Injected => "injected",
        _ => "under the tongue",
    };

    static string RouteAr(DoseRoute route) => route switch
    {
        DoseRoute.ByMouth => "بالفم",
        DoseRoute.OnSkin => "على الجلد",
        DoseRoute.IntoEye => "في العين",
        DoseRoute.IntoEar => "في الأذن",
        DoseRoute.IntoNose => "في الأنف",
        DoseRoute.Inhaled => "استنشاق",
        DoseRoute.Rectal => "شرجي",
        DoseRoute.Vaginal => "مهبلي",
        DoseRoute.Injected => "حقن",
        _ => "تحت اللسان",
    };
}
