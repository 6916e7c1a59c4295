using NodaTime;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>The one of several times that were offered that is told by its part of the day: بتاع بالليل, الصباحي, اللي قبل العصر.</summary>
static class OfferedPart
{
    const int Hour = 60, Day = 24 * Hour;

    public static int? Read(TimeScan words, TimesSaid times, IReadOnlyList<LocalTime> offered)
    {
        if (offered.Count < 2 || words.Asks)
            return null;
        var wished = times.Parts.Where(part => !Unwanted.IsPart(words, part)).ToArray();
        if (wished.Length == 0)
            return null;
        // طيارته العصر فبتاع الصبح: so that one; else the first is the choice, what comes after is why
        var left = Enumerable.Range(0, words.Count).Select(i => PrayerWords.At(words, i)).OfType<PartSaid>().Where(part => Unwanted.IsPart(words, part)).ToArray();
        var told = wished.Cast<PartSaid?>().FirstOrDefault(part => IsConcluded(words, part!.Value.Start)) ?? wished[0];
        var fitting = Enumerable.Range(0, offered.Count).Where(i => Fits(told, offered[i], stretch: 0)).ToArray();
        if (fitting.Length == 0) // people stretch a part a little
            return OfferChoice.Only(offered, time => Fits(told, time, Hour));
        var kept = fitting.Length == 1 ? fitting : [.. fitting.Where(i => !Array.Exists(left, part => Fits(part, offered[i], stretch: 0)))];
        // noon itself, of what there is at noon
        return kept.Length == 1 ? kept[0] : told is { Prayer: Prayer.Dhuhr, Bound: Bound.At } ? OfferChoice.Only(offered, time => time.Hour == 12) : null;
    }

    static bool IsConcluded(TimeScan words, int start) =>
        words[start].Text.StartsWith("فال", StringComparison.Ordinal) || start > 0 && words[start - 1].Text is "فبتاع" or "فبتاعت" or "فبتاعه" or "يبقي" or "خليها" or "yeb2a";

    static bool Fits(PartSaid part, LocalTime time, int stretch)
    {
        var minute = time.Hour * Hour + time.Minute;
        var (from, to) = HoursOf(part);
        return part.Bound switch
        {
            Bound.Before => minute < from * Hour + stretch,
            // after noon is from one on
            Bound.After => minute >= (part.Prayer is Prayer.Dhuhr or Prayer.Asr ? from + 1 : from) * Hour - stretch && minute < Day,
            _ => minute >= from * Hour - stretch && minute < to * Hour + stretch,
        };
    }

    static (int From, int To) HoursOf(PartSaid part) => part switch
    {
        { Prayer: Prayer.Dhuhr } => (12, 15),
        { Prayer: Prayer.Asr } => (14, 18),
        { Prayer: Prayer.Maghrib } => (17, 20),
        { Part: PartOfDay.Morning } => (5, 12),
        { Part: PartOfDay.Afternoon } => (12, 18),
        _ => (17, 24),
    };
}
