using Portal.Domain.CallCenter.Understanding.Slots;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Days, parts and times that are said only to be left out.</summary>
static class Unwanted
{
    /// <summary>مش الخميس, not on Thursday, الخميس مش فاضي, Thursday is busy.</summary>
    public static bool IsDay(TimeScan words, DateSaid date) =>
        // مش التلات ده، اللي بعده: the "not" was of the one before
        IsSaidAway(words, date.Start) && !words.Is(date.End - 1, TimeWord.Late)
        // معاد الخميس مش هقدر اجيه: that day names an appointment
        || IsUnfit(words, date.End) && !AppointmentWords.Before(words.Words, date.Start);

    /// <summary>Not, other than, instead of: right before it.</summary>
    public static bool IsSaidAway(TimeScan words, int start)
    {
        var before = start - 1;
        while (words.Is(before, TimeWord.On) || words.Is(before, TimeWord.DayUnit) || words.Is(before, TimeWord.The) || words.Is(before, TimeWord.Of) && words.Is(before - 1, TimeWord.From, 2))
            before--;
        return words.Is(before, TimeWord.Not) || words.Is(before, TimeWord.From, 2);
    }

    /// <summary>"After noon, for in the morning I have nobody".</summary>
    public static bool IsPart(TimeScan words, PartSaid part) =>
        IsUnfit(words, part.End) || part.Start > 0 && words[part.Start - 1].Text is "مش" or "عن" or "بدل" or "غير" or "not" or "than" or "ورديتي" or "شغلي" or "هينام";

    static bool IsUnfit(TimeScan words, int i) =>
        words.Is(i, TimeWord.Unfit)
        || i < words.Count && (words.Is(i, TimeWord.Not) || words[i].Text is "doesnt" or "wont" or "isnt" or "cant" or "is") && words.Is(i + 1, TimeWord.UnfitAfterNot)
        || i < words.Count && words[i].Text is "doesnt" or "wont" or "cant" && !(i + 1 < words.Count && words[i + 1].Text is "matter")
        || i < words.Count && words[i].Text is "عندي" or "3andi" or "3andy" or "وراي" or "ورايا" or "فيه" or "في" && words.Is(i + 1, TimeWord.Work);
}
