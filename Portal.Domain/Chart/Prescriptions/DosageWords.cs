using System.Globalization;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>
/// A dosage as it is said to a patient: <c>1 tablet three times a day after meals for 7 days</c>, <c>قرص واحد ٣ مرات يوميًا بعد الأكل لمدة ٧ أيام</c>. Arabic counts as Arabic
/// does: one and two have words of their own, three to ten take the plural, eleven to ninety-nine one form of the singular, whole hundreds the other.
/// </summary>
public static class DosageWords
{
    /// <param name="language"><c>ar</c> or <c>en</c>.</param>
    public static string Of(Dosage dosage, int? days, string language, bool arabicDigits)
    {
        var words = language == "ar" ? Arabic(dosage, days) : English(dosage, days);
        return language == "ar" && arabicDigits ? Digits.ToArabic(words) : words;
    }

    static string English(Dosage dosage, int? days) => Joined(
        EnglishAmount(dosage.Amount, dosage.Unit),
        dosage.Route is { } route ? EnglishRoutes[route] : null,
        dosage switch
        {
            { EveryHours: { } hours } => hours == 1 ? "every hour" : $"every {hours} hours",
            { TimesPerDay: 1 } => "once a day",
            { TimesPerDay: 2 } => "twice a day",
            { TimesPerDay: 3 } => "three times a day",
            { TimesPerDay: { } times } => $"{times} times a day",
            _ => null,
        },
        dosage.Timing is { } timing ? EnglishTimings[timing] : null,
        dosage.AsNeeded ? "when needed" : null,
        days switch { null => null, 1 => "for one day", _ => $"for {days} days" });

    static string EnglishAmount(decimal amount, DoseUnit unit)
    {
        var (one, many) = EnglishUnits[unit];
        return amount switch
        {
            0.5m when unit != DoseUnit.Millilitre => $"half a {one}",
            0.25m when unit != DoseUnit.Millilitre => $"a quarter of a {one}",
            _ => $"{Number(amount)} {(amount > 1 ? many : one)}",
        };
    }

    static string Arabic(Dosage dosage, int? days) => Joined(
        ArabicAmount(dosage.Amount, ArabicUnits[dosage.Unit]),
        dosage.Route is { } route ? ArabicRoutes[route] : null,
        dosage switch
        {
            { EveryHours: { } hours } => $"كل {Counted(hours, "ساعة", "ساعتين", "ساعات", "ساعة", sayOne: false)}",
            { TimesPerDay: 1 } => "مرة واحدة يوميًا",
            { TimesPerDay: 2 } => "مرتين يوميًا",
            { TimesPerDay: { } times } => $"{Counted(times, "مرة", "مرتين", "مرات", "مرة", sayOne: false)} يوميًا",
            _ => null,
        },
        dosage.Timing is { } timing ? ArabicTimings[timing] : null,
        dosage.AsNeeded ? "عند اللزوم" : null,
        days is { } length ? $"لمدة {Counted(length, "يوم", "يومين", "أيام", "يومًا")}" : null);

    static string ArabicAmount(decimal amount, ArabicUnit unit) => amount switch
    {
        _ when unit.IsMeasure => $"{Number(amount)} {unit.One}",
        0.5m => $"نصف {unit.One}",
        0.25m => $"ربع {unit.One}",
        1.5m => $"{unit.One} ونصف",
        1 => $"{unit.One} {(unit.IsFeminine ? "واحدة" : "واحد")}",
        2 => unit.Two,
        _ when amount == decimal.Truncate(amount) => Counted((int)amount, unit.One, unit.Two, unit.Few, unit.Many),
        _ => $"{Number(amount)} {unit.One}",
    };

    static string Counted(int number, string one, string two, string few, string many, bool sayOne = true) => number switch
    {
        1 => sayOne ? $"{one} واحد" : one,
        2 => two,
        _ when number % 100 is >= 3 and <= 10 => $"{number} {few}",
        _ when number % 100 is >= 0 and <= 2 => $"{number} {one}",
        _ => $"{number} {many}",
    };

    static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    static string Joined(params string?[] parts) => string.Join(' ', parts.Where(part => part is not null));

    sealed record ArabicUnit(string One, string Two, string Few, string Many, bool IsFeminine = false, bool IsMeasure = false);

    static readonly Dictionary<DoseUnit, (string One, string Many)> EnglishUnits = new()
    {
        [DoseUnit.Tablet] = ("tablet", "tablets"), [DoseUnit.Capsule] = ("capsule", "capsules"), [DoseUnit.Millilitre] = ("ml", "ml"), [DoseUnit.Drop] = ("drop", "drops"),
        [DoseUnit.Puff] = ("puff", "puffs"), [DoseUnit.Sachet] = ("sachet", "sachets"), [DoseUnit.Suppository] = ("suppository", "suppositories"),
        [DoseUnit.Injection] = ("injection", "injections"), [DoseUnit.Application] = ("application", "applications"), [DoseUnit.Patch] = ("patch", "patches"), [DoseUnit.Unit] = ("unit", "units"),
    };

    static readonly Dictionary<DoseUnit, ArabicUnit> ArabicUnits = new()
    {
        [DoseUnit.Tablet] = new("قرص", "قرصين", "أقراص", "قرصًا"), [DoseUnit.Capsule] = new("كبسولة", "كبسولتين", "كبسولات", "كبسولة", IsFeminine: true),
        [DoseUnit.Millilitre] = new("مل", "مل", "مل", "مل", IsMeasure: true), [DoseUnit.Drop] = new("نقطة", "نقطتين", "نقط", "نقطة", IsFeminine: true),
        [DoseUnit.Puff] = new("بخة", "بختين", "بخات", "بخة", IsFeminine: true), [DoseUnit.Sachet] = new("كيس", "كيسين", "أكياس", "كيسًا"),
        [DoseUnit.Suppository] = new("لبوسة", "لبوستين", "لبوسات", "لبوسة", IsFeminine: true), [DoseUnit.Injection] = new("حقنة", "حقنتين", "حقن", "حقنة", IsFeminine: true),
        [DoseUnit.Application] = new("دهان", "دهانين", "دهانات", "دهانًا"), [DoseUnit.Patch] = new("لاصقة", "لاصقتين", "لاصقات", "لاصقة", IsFeminine: true),
        [DoseUnit.Unit] = new("وحدة", "وحدتين", "وحدات", "وحدة", IsFeminine: true),
    };

    static readonly Dictionary<MealTiming, string> EnglishTimings = new()
    {
        [MealTiming.BeforeMeals] = "before meals", [MealTiming.WithMeals] = "with meals", [MealTiming.AfterMeals] = "after meals",
        [MealTiming.AtBedtime] = "at bedtime", [MealTiming.OnEmptyStomach] = "on an empty stomach",
    };

    static readonly Dictionary<MealTiming, string> ArabicTimings = new()
    {
        [MealTiming.BeforeMeals] = "قبل الأكل", [MealTiming.WithMeals] = "مع الأكل", [MealTiming.AfterMeals] = "بعد الأكل",
        [MealTiming.AtBedtime] = "قبل النوم", [MealTiming.OnEmptyStomach] = "على معدة فاضية",
    };

    static readonly Dictionary<DoseRoute, string> EnglishRoutes = new()
    {
        [DoseRoute.ByMouth] = "by mouth", [DoseRoute.OnSkin] = "on the skin", [DoseRoute.IntoEye] = "into the eye", [DoseRoute.IntoEar] = "into the ear", [DoseRoute.IntoNose] = "into the nose",
        [DoseRoute.Inhaled] = "inhaled", [DoseRoute.Rectal] = "into the rectum", [DoseRoute.Vaginal] = "into the vagina", [DoseRoute.Injected] = "injected", [DoseRoute.UnderTongue] = "under the tongue",
    };

    static readonly Dictionary<DoseRoute, string> ArabicRoutes = new()
    {
        [DoseRoute.ByMouth] = "بالفم", [DoseRoute.OnSkin] = "على الجلد", [DoseRoute.IntoEye] = "في العين", [DoseRoute.IntoEar] = "في الأذن", [DoseRoute.IntoNose] = "في الأنف",
        [DoseRoute.Inhaled] = "بالاستنشاق", [DoseRoute.Rectal] = "في الشرج", [DoseRoute.Vaginal] = "في المهبل", [DoseRoute.Injected] = "بالحقن", [DoseRoute.UnderTongue] = "تحت اللسان",
    };
}
