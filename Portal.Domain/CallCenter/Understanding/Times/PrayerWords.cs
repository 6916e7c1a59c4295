using System.Collections.Frozen;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Prayers, and Ramadan's meals, as people tell the time of day by them: بعد صلاة العصر, قبل السحور, after iftar.</summary>
static class PrayerWords
{
    // what may stand between "after" and the prayer's name
    static readonly FrozenSet<string> Between = new[]
    {
        "صلاه", "اذان", "ادان", "نصلي", "اصلي", "ما", "ال", "salat", "salah", "salet", "azan", "adhan", "el", "al", "the", "ma", "nsaly", "asaly",
    }.ToFrozenSet();

    /// <summary>Whether a time, a part or a prayer at this word is after or before which something is wished.</summary>
    public static Bound BoundBefore(TimeScan words, int i)
    {
        var before = i - 1;
        while (before > 0 && Between.Contains(words[before].Text))
            before--;
        // ابكر من تلاته
        if (before > 0 && words.Is(before, TimeWord.From, 1) && words[before - 1].Text is "ابكر" or "بدري" or "اقل" or "earlier")
            return Bound.Before;
        if (before > 0 && (words.Is(before, TimeWord.From, 1) || words[before].Text is "عن") && words[before - 1].Text is "متاخر" or "اكتر" or "ابعد" or "later")
            return Bound.After;
        return words.Is(before, TimeWord.After) ? Bound.After : words.Is(before, TimeWord.Before) ? Bound.Before : Bound.At;
    }

    /// <summary>The part of the day that is told at this word, and by which prayer.</summary>
    public static PartSaid? At(TimeScan words, int i)
    {
        var prayer = (Prayer?)words.Value(i, TimeWord.Prayer);
        var bound = BoundBefore(words, i);
        if (words.Value(i, TimeWord.Part) is { } part)
            return new((PartOfDay)part, i, i + 1, bound, prayer);
        if (words.Is(i, TimeWord.Iftar)) // the fast is broken at sunset
            return new(PartOfDay.Evening, i, i + 1, bound, Prayer.Maghrib);
        if (words.Is(i, TimeWord.Suhoor)) // the night's last meal, before the dawn
            return new(PartOfDay.Evening, i, i + 1, bound, bound == Bound.Before ? Prayer.Fajr : null);
        return prayer switch
        {
            Prayer.Tarawih => new(PartOfDay.Evening, i, i + 1, bound, prayer),
            Prayer.Fajr when bound == Bound.After => new(PartOfDay.Morning, i, i + 1, bound, prayer),
            _ => null,
        };
    }

    /// <summary>In eleven months of twelve the same word is breakfast.</summary>
    public static PartSaid Breakfast(PartSaid iftar) => iftar with { Part = PartOfDay.Morning, Prayer = null };
}
