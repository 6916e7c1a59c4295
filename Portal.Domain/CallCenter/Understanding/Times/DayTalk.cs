using System.Collections.Frozen;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>What stands beside a day's name and says whether a day is meant at all.</summary>
static class DayTalk
{
    /// <summary>مش فاكره اليوم, اليوم الجديد, طول اليوم: the day, where اليوم of written Arabic is today.</summary>
    public static bool IsTheDay(TimeScan words, int i)
    {
        var (before, next) = (i > 0 ? words[i - 1].Text : "", i + 1 < words.Count ? words[i + 1].Text : "");
        return BeforeTheDay.Contains(before) || words.HasWho(i + 1) || AfterTheDay.Contains(next)
            || words.Is(i - 1, TimeWord.In) && !words.Is(i + 1, TimeWord.Part) && !words.Is(i + 1, TimeWord.Weekday)
            || next.Length > 3 && next.StartsWith("ال", StringComparison.Ordinal) && (!TimeLexicon.Says(next) || words.Is(i + 1, TimeWord.Next));
    }

    /// <summary>العيال الاتنين, الاتنين كويسين, التلاته ورا بعض: two or three of them, and no Monday or Tuesday.</summary>
    public static bool IsHowMany(TimeScan words, int i)
    {
        if (words[i].Text is not ("الاتنين" or "الاثنين" or "للاتنين" or "والاتنين" or "التلاته" or "للتلاته" or "الاربعه" or "etnen" or "eletnen" or "etnein" or "eletnein"))
            return false;
        var next = i + 1 < words.Count ? words[i + 1].Text : "";
        var then = next is "مش" or "مو" && i + 2 < words.Count ? words[i + 2].Text : next;
        return i > 0 && (Counted.Contains(words[i - 1].Text) || IsMany(words[i - 1].Text)) || Together.Contains(next) || next is "في" && i + 2 < words.Count && words[i + 2].Text is "نص"
            || then.Length > 4 && then.EndsWith("ين", StringComparison.Ordinal) && !words.Is(i + 1, TimeWord.Number) && then is not ("فاضيين" or "مسافرين")
            || next is "ولا" && i + 2 < words.Count && words[i + 2].Text is "لواحد" or "واحد" or "واحده";
    }

    // المهندسين التلاته
    static bool IsMany(string word) => word.Length > 5 && word.StartsWith("ال", StringComparison.Ordinal) && word.EndsWith("ين", StringComparison.Ordinal) && !TimeLexicon.Says(word);

    /// <summary>They are two, I took two: how many, and no day.</summary>
    public static bool IsCount(TimeScan words, int i) => i > 0 && words[i - 1].Text is "هم" or "هما" or "احنا" or "باخد" or "ولادي" or "عندي" or "عندنا" or "3andena" or "كنا";

    /// <summary>السبت اللي فات, last Sunday.</summary>
    public static bool IsOver(TimeScan words, int i) => i + 1 < words.Count && words[i + 1].Text is "فات" or "فاتت" or "الماضي" or "الماضيه" or "السابق" or "fat" or "fatet" or "elfat" || i > 0 && words[i - 1].Text is "last";

    /// <summary>No, with its comma.</summary>
    public static int SkipNo(TimeScan words, int i)
    {
        var next = words.IsMark(i, ',') ? i + 1 : i;
        if (next < words.Count && words[next].Text is "لا" or "لاء" or "la2" or "la")
            return words.IsMark(next + 1, ',') ? next + 2 : next + 1;
        return next;
    }

    /// <summary>التلات ده تاريخ كام, el khamees meen mawgood: asked of, and not wished for.</summary>
    public static bool IsAskedOf(TimeScan words, int end)
    {
        var next = words.Skip(end, TimeWord.This);
        return next < words.Count && words[next].Text is "مين" or "meen" or "تاريخ" or "tare5"
            || next < words.Count && words[next].Text is "ولا" or "wala" or "walla" && words.Is(next + 1, TimeWord.Late); // بكره ولا بعده
    }

    /// <summary>اتنين الجاي, el wed: a bare name that can be nothing but a day; of days that were asked for, talat el 3asr and تلات كويس too.</summary>
    public static bool IsPlainly(TimeScan words, int i, bool expected)
    {
        if (!words.Is(i, TimeWord.WeekdayBare) || words.IsDigits(i))
            return false;
        var next = i + 1 < words.Count ? words[i + 1].Text : "";
        if (words.Is(i + 1, TimeWord.Next) && next.StartsWith("ال", StringComparison.Ordinal) | next.StartsWith("el", StringComparison.Ordinal) || words[i].Text is "elwed" or "elsat" or "elsun" or "elmon" or "eltue" or "elthu" or "elfri")
            return true;
        if (!expected || !(i == 0 || words[i - 1].IsMark || IsOpening(words[i - 1].Text)))
            return false;
        return i + 1 >= words.Count || words[i + 1].IsMark && words[i + 1].Text is not (":" or "/" or "-") || words.Is(i + 1, TimeWord.Part) || words.Is(i + 1, TimeWord.This) || Fits.Contains(next);
    }

    public static bool IsOpening(string word) => Openings.Contains(word);

    static readonly FrozenSet<string> BeforeTheDay = "طول كل نفس اي هو ايه فاكر فاكره ناسي ناسيه نسيت نسيته فيها فيه يسخن باقي اخر نص نسي بقيت بقيه عارف عارفه مش امتي kol tool nafs ay".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> AfterTheDay = "ده دا نفسه كله باظ بتاعي بتاعها بتاعه da".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Counted = "بين bein ben ناخدهم هناخدهم خدهم كام كشفين العيال ولادي الولاد اولادي البنات بناتي اخواتي كشف عشان احنا هما هم انتو دول حجز معاد el3eyal wladi".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Together = "ورا ماينفعوش مينفعوش ماينفعونيش مع سوا دول واحد واحده بسعر عندهم تعبانين سخنين bsa3r sawa".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Fits = "يكون كويس كويسه تمام ماشي حلو مناسب مناسبني يمشي يناسبني اريح احسن افضل بس لو ان ولا او ينفع kwayes kwais kowayes tamam helw 7elw mashy momtaz bas aw 3shan عشان علشان".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Openings = "لا لاء خلاص طيب طب ماشي اه ايوه يبقي او ولا تمام اوك غالبا la2 la tayeb tayyeb tab khalas 5alas ok okay aw btet fa ana yeb2a".Split(' ').ToFrozenSet();
}
