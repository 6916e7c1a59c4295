using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Slots;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Days, parts and times that are said only to be left out.</summary>
static class Unwanted
{
    /// <summary>مش الخميس, not on Thursday, الخميس مش فاضي, Thursday is busy.</summary>
    public static bool IsDay(TimeScan words, DateSaid date) =>
        // مش التلات ده، اللي بعده: the "not" was of the one before
        IsSaidAway(words, date.Start) && !words.Is(date.End - 1, TimeWord.Late) && words[date.End - 1].Text is not "after"
        // معاد الخميس مش هقدر اجيه: that day names an appointment
        || (IsUnfit(words, date.End) || IsBusy(words, date.End)) && !AppointmentWords.Before(words.Words, date.Start)
        || IsNeither(words, date) || IsRefused(words, date.End) || IsSince(words, date.Start) || EventWords.IsAway(words, date.End) || EventWords.IsOfEvent(words, date) || DayTalk.IsAskedOf(words, date.End);

    // لا سبت ولا حد
    static bool IsNeither(TimeScan words, DateSaid date) =>
        date.Start > 0 && (words[date.Start - 1].Text is "لا" && date.End < words.Count && words[date.End].Text is "ولا" || words[date.Start - 1].Text is "ولا" && words.Words.Take(date.Start - 1).Any(word => word.Text is "لا") && words[0].Text is "لا" && date.Start <= 4);

    // من يوم الجمعه it hurts; the medicine هيخلص بعد بكره
    static bool IsSince(TimeScan words, int start) =>
        words.Is(start, TimeWord.DayUnit) && words.Is(start + 1, TimeWord.Weekday) && words.Is(start - 1, TimeWord.From, 1) || start > 0 && words[start - 1].Text is "خلص" or "خلصت" or "هيخلص" or "هتخلص" or "بيخلص" or "بتخلص";

    /// <summary>الغي اللي كان بكره: the day of what is arranged already.</summary>
    public static bool IsOfBefore(TimeScan words, int start) =>
        start > 0 && words[start - 1].Text is "كان" or "كانت" or "kan" or "kanet" || CannotCome(words, start);

    /// <summary>"That will be all for today", "thanks for your help today": said in leaving, and no day is wished for.</summary>
    public static bool IsFarewell(TimeScan words, DateSaid date)
    {
        if (!words.Is(date.Start, TimeWord.Today) || date.End < words.Count && !words.Words[date.End].IsMark || words.IsMark(date.End, '?'))
            return false;
        for (var i = date.Start - 1; i >= Math.Max(0, date.Start - 4) && !words.Words[i].IsMark; i--)
            if (words[i].Text is "everything" or "help" or "helping" or "helped" or "assistance" or "done" or "thatll" or "كفايه" or "kefaya" or "عامله" or "عامل" or "3amla" or "3amel"
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
        // مفيش غير السبت: that one alone
        return words.Is(before, TimeWord.Not) && !(before > 0 && words[before].Text is "غير" or "8er" or "gher" && words[before - 1].Text is "مفيش" or "مافيش" or "mafeesh" or "mafesh" or "مش" && !words.Asks) && !IsOnly(words, before)
&& !(before > 0 && words[before - 1].Text is "ليه" or "وليه" or "leh" or "leeh") // why not seven?
            || words.Is(before, TimeWord.From, 2) || before > 1 && words[before - 1].Text is "ما" && words.Is(before - 2, TimeWord.From, 2) || before > 0 && words[before].Text is "عن" && words[before - 1].Text is "عوض" or "عوضا";
    }

    // غير اول مارس ماعنديش: that one alone
    static bool IsOnly(TimeScan words, int i) => words[i].Text is "غير" && !words.Asks && words.Words.Any(word => word.Text is "ماعنديش" or "معنديش" or "مفيش" or "مافيش" or "مقدرش" or "ماينفعش" or "مينفعش");

    /// <summary>A bare number that tells when something else begins or ends: بخلص تمنية, القطر بيطلع ١١, عندي درس سبعة, قلتوا حداشر.</summary>
    public static bool IsElsewhere(TimeScan words, int start)
    {
        for (var i = start - 1; i >= 0 && i >= start - 4; i--)
        {
            if (words[i].IsMark && words[i].Text is "," or "." or "?" || words[i].Text is "خليها" or "خليه" or "يبقي" or "تبقي" or "5aleha" or "ممكن")
                return false;
            if (words[i].Text is "مستني" or "مستنيه" or "مستنيين" or "واقف" or "واقفه" or "mestanny" or "mestany" && words.Is(i + 1, TimeWord.From, 1)) // مستني من عشره
                return true;
            if (words[i].Text is "كام" && i >= start - 2) // فاضل كام على تلاته
                return true;
            if (Elsewhere.Contains(words[i].Text.TrimStart('و')) && i >= start - 3 || words.Is(i, TimeWord.Work) && i > 0 && words[i - 1].Text is "عندي" or "عندها" or "عنده" or "عندنا" or "3andy" or "3andi")
                return true;
        }

        return false;
    }

    static readonly FrozenSet<string> Elsewhere = (
        "بيطلع بتطلع بطلع بنطلع بخلص بيخلص بتخلص هخلص بتمشي بيمشي بمشي همشي بيقفل بتقفل بقفل بيفتح بتفتح بيبدا بتبدا ببدا بينام بتنام بنام بصحي بيصحي بوصل بيوصل بتوصل هوصل هيوصل هتوصل بروح بيروح بركب بيسافر ازاي تقولولي تقولوا قلتوا قلتولي قالوا قالولي دخلت وصلت جيت روحت"
        + " ba5las ba5alas bakhalas bakhlas batla3 bamshy ba2oom ba2om bas7a banam bawsal betwsal").Split(' ').ToFrozenSet();

    /// <summary>"… no": what is said with a no right behind it.</summary>
    public static bool IsRefused(TimeScan words, int next) =>
        next + 1 < words.Count && words[next].Text is "ايه" && words[next + 1].Text is "بس" or "ده" or "دي" // ٨ ونص ايه بس
        || next < words.Count && words[next].Text is "لا" or "لاء" or "la2" && (next + 1 == words.Count || words.IsMark(next + 1, ',') || words.IsMark(next + 1, '.') || words.Is(next + 1, TimeWord.Unfit));

    // بكره عندي ميدتيرم, الحد عندنا غسيل: taken, whatever by; الخميس عندي معاد is an appointment that stands
    public static bool IsBusy(TimeScan words, int i) =>
        i + 1 < words.Count && words[i].Text is "كله" or "كلها" or "برضه" or "بردو" && words.Is(i + 1, TimeWord.Work)
        || i + 1 < words.Count && words[i].Text is "عندي" or "عندنا" or "عندها" or "عنده" or "3andi" or "3andy" or "3andena" && !words[i + 1].IsMark && !words[i + 1].IsNumber && !AppointmentWords.IsNoun(words[i + 1].Text)
            && words[i + 1].Text is not ("وقت" or "فراغ" or "فاضي" or "اجازه" or "كشف" or "دكتور" or "دكتوره" or "wa2t" or "agaza" or "اوف" or "راحه" or "off" or "free" or "fady" or "fadya")
        || words.Is(i, TimeWord.Work) && words[i].Text[0] >= '\u0600' && words[i].Text is not "عمليه"; // لا السبت سفر

    /// <summary>بتاع ١ ونص ده فيه زحمه, ستة ونص مش ظابطة, تسعة كده وقت المدرسة; but خليها ٤ عندي درس tells why.</summary>
    public static bool IsHourOff(TimeScan words, TimeSaid time)
    {
        if (time.Start > 0 && words[time.Start - 1].Text is "خليها" or "خلوها" or "خليه" or "5aleeha" or "5aleha" or "5aliha")
            return false;
        var next = words.Skip(time.End, TimeWord.This);
        while (next < words.Count && words[next].Text is "كده" or "keda" or "وقت")
            next++;
        return IsBusy(words, next) || IsUnfit(words, next) && next < words.Count && words[next].Text is "فيه" or "مش" or "msh" or "mesh" || next > time.End && words[next - 1].Text is "وقت" && words.Is(next, TimeWord.Work)
            || EventWords.IsName(words, time.Start - 1)
            || words.Asks && words.Is(time.End, TimeWord.Or) && time.End + 1 < words.Count && !TimeLexicon.Says(words[time.End + 1].Text) && words[time.End + 1].Text is not ("لا" or "لاء" or "ايه" or "la2" or "la" or "eh" or "eih" or "مفيش" or "مش");
    }

    /// <summary>مش هقدر اجي بكره, مقدرش اجي عشرة: the day or the hour that was arranged.</summary>
    public static bool CannotCome(TimeScan words, int start)
    {
        var before = start - 1;
        while (words.Is(before, TimeWord.On) || words.Is(before, TimeWord.DayUnit))
            before--;
        if (before > 0 && words[before].Text is "اجي" or "تيجي" or "ييجي" or "يجي" or "نيجي" or "aagy" or "agy" or "tegy" or "تنزل" or "انزل")
            before--;
        return before > 0 && words.Is(before, TimeWord.UnfitAfterNot) && words[before].Text.StartsWith('ه') && words.Is(before - 1, TimeWord.Not) || before >= 0 && before < start - 1 && words.Is(before, TimeWord.Unfit);
    }

    /// <summary>"After noon, for in the morning I have nobody".</summary>
    public static bool IsPart(TimeScan words, PartSaid part) =>
        IsUnfit(words, part.End) && words[part.End].Text is not "بدري" || words.Is(part.Start - 1, TimeWord.UnfitAfterNot) && words.Is(part.Start - 2, TimeWord.Not)
        || part.End + 1 < words.Count && words[part.End + 1].Text is "في" or "عند" or "مع" && words[part.End].Text is "ببقي" or "بكون" or "بيكون" or "بتكون" or "بيبقي" or "بتبقي" // الضهر ببقى في المدرسة
        || part.Start > 0 && words[part.Start - 1].Text is "مش" or "عن" or "بدل" or "غير" or "بلاش" or "not" or "than" or "ورديتي" or "شغلي" or "هينام" or "بنام" or "بينام" or "هنام" or "انه" or "لانه"
        || words.Is(part.End, TimeWord.Or) && part.End + 1 < words.Count && words[part.End + 1].Text is "قبله" or "قبلها" or "بعده" or "بعدها" // بعد العصر ولا قبله
        || part.Start > 1 && words[part.Start - 1].Text is "من" && words[part.Start - 2].Text is "بدل" or "احسن" or "افضل" || IsRefused(words, part.End) || IsBusy(words, part.End) || EventWords.IsHad(words, part.End) || EventWords.IsAway(words, part.End) || EventWords.IsName(words, part.Start - 1);

    public static bool IsUnfit(TimeScan words, int i) =>
        words.Is(i, TimeWord.Unfit)
        || i < words.Count && (words.Is(i, TimeWord.Not) || words[i].Text is "doesnt" or "wont" or "isnt" or "cant" or "is") && words.Is(i + 1, TimeWord.UnfitAfterNot)
        || i < words.Count && words[i].Text is "doesnt" or "wont" or "cant" && !(i + 1 < words.Count && words[i + 1].Text is "matter")
        || i < words.Count && words[i].Text is "عندي" or "3andi" or "3andy" or "وراي" or "ورايا" or "فيه" or "في" && (words.Is(i + 1, TimeWord.Work) || words.Is(i + 1, TimeWord.Unfit));
}
