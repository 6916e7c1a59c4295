using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Chart.Prescriptions;

/// <summary>
/// How a medicine is taken, as a doctor types it in one line of few keys: <c>1 tab x3 pc 7d</c>, <c>5ml q8h prn</c>, قرص ×٣ بعد الأكل ٧ أيام. The order is free.
/// </summary>
/// <param name="Dosage">Null where it does not say how often.</param>
/// <param name="Unknown">The first word that was not understood.</param>
public sealed partial record DoseLine(Dosage? Dosage, int? Days, int Repeats, string? Unknown)
{
    const int MostTimes = 12, MostHours = 72, MostDays = 366, MostRepeats = 12;

    static readonly Dictionary<string, DoseUnit> Units = Words<DoseUnit>(
        (DoseUnit.Tablet, "t tab tabs tablet tablets قرص اقراص قرصين حبه حبوب"), (DoseUnit.Capsule, "c cap caps capsule capsules كبسوله كبسولات"),
        (DoseUnit.Millilitre, "ml مل مللي"), (DoseUnit.Drop, "drop drops gtt نقطه نقط نقطتين"), (DoseUnit.Puff, "puff puffs بخه بخات بختين"), (DoseUnit.Sachet, "sachet sachets كيس اكياس"),
        (DoseUnit.Suppository, "supp suppository لبوس لبوسه"), (DoseUnit.Injection, "inj injection حقنه حقن"), (DoseUnit.Application, "app application دهان دهنه"),
        (DoseUnit.Patch, "patch patches لصقه"), (DoseUnit.Unit, "u iu unit units وحده وحدات"));

    static readonly Dictionary<string, MealTiming> Meals = Words<MealTiming>(
        (MealTiming.BeforeMeals, "ac قبل_الاكل"), (MealTiming.WithMeals, "cc with مع_الاكل"), (MealTiming.AfterMeals, "pc بعد_الاكل"), (MealTiming.AtBedtime, "hs قبل_النوم"),
        (MealTiming.OnEmptyStomach, "es empty علي_الريق"));

    static readonly Dictionary<string, DoseRoute> Routes = Words<DoseRoute>(
        (DoseRoute.ByMouth, "po oral بالفم"), (DoseRoute.OnSkin, "top skin موضعي"), (DoseRoute.IntoEye, "eye بالعين"), (DoseRoute.IntoEar, "ear بالاذن"), (DoseRoute.IntoNose, "nose بالانف"),
        (DoseRoute.Inhaled, "inh استنشاق"), (DoseRoute.Rectal, "pr شرجي"), (DoseRoute.Vaginal, "pv مهبلي"), (DoseRoute.Injected, "im iv sc بالحقن"), (DoseRoute.UnderTongue, "sl تحت_اللسان"));

    static readonly Dictionary<string, int> Often = new() { ["od"] = 1, ["bid"] = 2, ["bd"] = 2, ["tid"] = 3, ["tds"] = 3, ["qid"] = 4, ["qds"] = 4, ["مرتين"] = 2, ["يوميا"] = 1 };

    // words that stand between the others and say nothing
    static readonly HashSet<string> Idle = ["لمده", "for", "daily", "في_اليوم", "يوم", "مره"];

    /// <param name="unit">The one that the medicine is taken in where the line names none.</param>
    public static DoseLine Parse(string? typed, DoseUnit unit = DoseUnit.Tablet)
    {
        decimal? amount = null;
        int? times = null, hours = null, days = null;
        var (repeats, asNeeded, unknown) = (0, false, (string?)null);
        MealTiming? meal = null;
        DoseRoute? route = null;
        foreach (var word in Split(typed))
        {
            if (Number(Times().Match(word), MostTimes) is { } often)
                times = often;
            else if (Number(Hours().Match(word), MostHours) is { } every)
                hours = every;
            else if (LengthOf(word) is { } length)
                days = length;
            else if (Number(RepeatsOf().Match(word), MostRepeats) is { } again)
                repeats = again;
            else if (Amount().Match(word) is { Success: true } much && Unit(much.Groups["unit"].Value, ref unit))
                amount = Quantity(much.Groups["n"].Value);
            else if (Often.TryGetValue(word, out var named))
                times = named;
            else if (Units.TryGetValue(word, out var alone))
                (unit, amount) = (alone, word.EndsWith("ين", StringComparison.Ordinal) ? 2 : amount);
            else if (Meals.TryGetValue(word, out var timing))
                meal = timing;
            else if (Routes.TryGetValue(word, out var way))
                route = way;
            else if (word is "prn" or "عند_اللزوم")
                asNeeded = true;
            else if (!Idle.Contains(word))
                unknown ??= word.Replace('_', ' ');
        }

        if (times is null && hours is null && meal == MealTiming.AtBedtime)
            times = 1;
        var says = times is not null || hours is not null || asNeeded;
        return new(says && unknown is null ? new(amount ?? 1, unit, times, times is null ? hours : null, asNeeded, meal, route) : null, days, repeats, unknown);
    }

    /// <summary>The same line again, for a favourite that is to be changed: what is read back is what was written.</summary>
    public static string Write(Dosage dosage, int? days, int repeats)
    {
        var parts = new List<string> { dosage.Amount.ToString("0.###", CultureInfo.InvariantCulture) + First(Units, dosage.Unit) };
        if (dosage.TimesPerDay is { } times)
            parts.Add($"x{times}");
        if (dosage.EveryHours is { } hours)
            parts.Add($"q{hours}h");
        if (dosage.AsNeeded)
            parts.Add("prn");
        if (dosage.Timing is { } meal)
            parts.Add(First(Meals, meal));
        if (dosage.Route is { } route)
            parts.Add(First(Routes, route));
        if (days is { } length)
            parts.Add($"{length}d");
        if (repeats > 0)
            parts.Add($"r{repeats}");
        return string.Join(' ', parts);
    }

    static string[] Split(string? typed)
    {
        var text = Digits.Fold(typed ?? "").ToLowerInvariant();
        text = text.Replace('أ', 'ا').Replace('إ', 'ا').Replace('آ', 'ا').Replace('ة', 'ه').Replace('ى', 'ي').Replace('×', 'x').Replace('٫', '.').Replace("½", "0.5", StringComparison.Ordinal);
        text = Joined().Replace(text, m => m.Value.Replace(' ', '_'));
        text = Apart().Replace(text, "${a}${b}");
        return text.Split([' ', ',', '،', ';'], StringSplitOptions.RemoveEmptyEntries);
    }

    static int? Number(Match match, int most) =>
        match.Success && int.TryParse(match.Groups["n"].Value, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number : null;

    static int? LengthOf(string word)
    {
        var match = Length().Match(word);
        if (!match.Success)
            return word switch { "اسبوع" => 7, "اسبوعين" => 14, "شهر" => 30, _ => null };
        var days = int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) * match.Groups["of"].Value switch { "w" or "اسابيع" or "اسبوع" => 7, "m" or "شهر" or "شهور" => 30, _ => 1 };
        return days is > 0 and <= MostDays ? days : null;
    }

    static bool Unit(string named, ref DoseUnit unit)
    {
        if (named.Length == 0)
            return true;
        if (!Units.TryGetValue(named, out var found))
            return false;
        unit = found;
        return true;
    }

    static decimal Quantity(string text)
    {
        var parts = text.Split('/');
        var whole = decimal.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 2 && decimal.Parse(parts[1], CultureInfo.InvariantCulture) is > 0 and var by ? whole / by : whole;
    }

    static Dictionary<string, T> Words<T>(params (T Value, string Words)[] all) where T : notnull =>
        all.SelectMany(one => one.Words.Split(' '), (one, word) => (word, one.Value)).ToDictionary(pair => pair.word, pair => pair.Value);

    static string First<T>(Dictionary<string, T> words, T value) where T : struct, Enum => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;

    // what is two words to a person and one thing here
    [GeneratedRegex(@"(قبل|بعد|مع) الاكل|قبل النوم|علي الريق|عند اللزوم|تحت اللسان|في اليوم|كل \d+ ساع(ه|ات)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Joined();

    // "7 days", "3 مرات", "5 ml": the number and what it counts; "q 8h", "x 3"
    [GeneratedRegex(@"(?<a>\d)\s+(?<b>(d|day|days|w|m|h|ايام|اسابيع|شهور|مرات|ml|tab|tabs|cap|caps|drops|puffs|iu|قرص|اقراص|كبسوله|كبسولات|نقط|بخات|مل|وحده|وحدات)(?=$|[ ,،;]))|(?<=^|[ ,])(?<a>[xqr])\s+(?<b>\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Apart();

    [GeneratedRegex(@"^(x(?<n>\d{1,2})|(?<n>\d{1,2})(x|مرات))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Times();

    [GeneratedRegex(@"^(q(?<n>\d{1,2})h?|(?<n>\d{1,2})h|كل_(?<n>\d{1,2})_ساع(ه|ات))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hours();

    [GeneratedRegex(@"^(?<n>\d{1,3})(?<of>d|day|days|w|m|يوم|ايام|اسبوع|اسابيع|شهر|شهور)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Length();

    [GeneratedRegex(@"^r(?<n>\d{1,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RepeatsOf();

    [GeneratedRegex(@"^(?<n>\d{1,4}([.]\d{1,3})?(/\d)?)(?<unit>[a-z\u0621-\u064a]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Amount();
}
