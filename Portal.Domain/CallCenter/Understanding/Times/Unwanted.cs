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

    /// <summary>"That will be all for today", "thanks for your help today": said in leaving, and no day is wished for.</summary>
    public static bool IsFarewell(TimeScan words, DateSaid date)
    {
        if (!words.Is(date.Start, TimeWord.Today) || date.End < words.Count && !words.Words[date.End].IsMark || words.IsMark(date.End, '?'))
            return false;
        for (var i = date.Start - 1; i >= Math.Max(0, date.Start - 4) && !words.Words[i].IsMark; i--)
            if (words[i].Text is "everything" or "help" or "helping" or "helped" or "assistance" or "done" or "thatll"
                || words[i].Text is "all" && !(i > 0 && words[i - 1].Text is "at" or "after") && words[i + 1].Text is not "day"
                || words[i].Text is "it" && i > 0 && words[i - 1].Text is "was" or "is" or "be"
                || words[i].Text is "okay" or "ok" or "good" && words[i + 1].Text == "for")
                return true;
        return false;
    }

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
