using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Slots;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Days that belong to something else than the visit: والفرح يوم الجمعة, كمان شهر فرحي, nazel bokra, عنده غسيل كلى الأربعاء.</summary>
static class EventWords
{
    const int Reach = 4;

    /// <summary>What the day is of is told right before it or right after it.</summary>
    public static bool IsOfEvent(TimeScan words, DateSaid date) => !(date.End < words.Count && words[date.End].Text is "احسن" or "افضل" or "اريح" or "a7san") && (IsBefore(words, date.Start) || IsAfter(words, date));

    /// <summary>el match 4pm</summary>
    public static bool IsName(TimeScan words, int i) => i >= 0 && Events.Contains(words[i].Text);

    /// <summary>بكرة هجيب البدلة: what else is done that day. Surely so only where another day is said.</summary>
    public static bool IsPlan(TimeScan words, int end) =>
        IsHad(words, end) || end + 1 < words.Count && words[end].Text is "عند" or "3and" && (SlotReader.IsPerson(words.Words, end + 1) || words[end + 1].Text is "امها" or "امه" or "اهلي" or "اهلها" or "اهله" or "حماتي" or "جدته" or "جدتها") || end < words.Count && (Plans.Contains(words[end].Text) || words[end].Text.Length > 3 && words[end].Text[0] == 'ه' && words[end].Text[1] != 'ي' && !Comings.Contains(words[end].Text));

    /// <summary>ana 3andy gam3a el sob7: somebody has something then, and nothing free.</summary>
    public static bool IsHad(TimeScan words, int i) =>
        i + 1 < words.Count && Has.Contains(words[i].Text) && !words[i + 1].IsNumber && !Free.Contains(words[i + 1].Text) && !AppointmentWords.IsNoun(words[i + 1].Text);

    /// <summary>بكره انا بولد, الضهر انا عند المحامي: where one is then.</summary>
    public static bool IsAway(TimeScan words, int i) =>
        i + 1 < words.Count && words[i].Text is "انا" && (words[i + 1].Text is "عند" || words[i + 1].Text[0] == 'ب' && words[i + 1].Text.Length > 3 && words[i + 1].Text is not ("بفضل" or "بحب" or "بقدر" or "بفضي" or "بكون" or "بعرف"));

    static bool IsBefore(TimeScan words, int start)
    {
        if (words[start].Text.StartsWith("فال", StringComparison.Ordinal)) // عنده شغل بكره فالخميس
            return false;
        for (var i = start - 1; i >= 0 && i >= start - Reach && !words[i].IsMark; i--)
        {
            var text = words[i].Text;
            if (Wishes.Contains(text) || AppointmentWords.IsNoun(text) || i < start - 1 && (words.Is(i, TimeWord.Weekday) || words.Is(i, TimeWord.Tomorrow) || words.Is(i, TimeWord.Today)))
                return false;
            // سحبت السبت, كل يوم تقولولي بكره, على ما ييجي الحد
            if (i == start - 1 && (Pasts.Contains(text) || text is "ييجي" or "يجي" or "تيجي" && i > 0 && words[i - 1].Text is "ما"))
                return true;
            if (Journeys.Contains(text) && i >= start - 2 || Events.Contains(text.StartsWith('و') ? text[1..] : text))
                return true;
            // عندي قياس التلات
            if (i < start - 1 && Has.Contains(text) && !words[i + 1].IsNumber && !Free.Contains(words[i + 1].Text) && words.Is(i + 1, TimeWord.Work))
                return !(i > 0 && (words.Is(i - 1, TimeWord.Weekday) || words.Is(i - 1, TimeWord.Tomorrow) || words.Is(i - 1, TimeWord.Today))); // the day before it is the busy one
        }

        return false;
    }

    static bool IsAfter(TimeScan words, DateSaid date) =>
        words.Is(date.Start, TimeWord.Today) && date.End < words.Count && Happened.Contains(words[date.End].Text)
        || date.End + 1 < words.Count && words[date.End].Text is "و" or "w" or "we" && Journeys.Contains(words[date.End + 1].Text)
        || words.Is(date.End, TimeWord.Part) && date.End + 1 < words.Count && words.Is(date.End + 1, TimeWord.Work) && words[date.End + 1].Text[0] >= '\u0600'
        || date.End < words.Count && (Events.Contains(words[date.End].Text) || (words[date.End].Text is "وقت" or "معاد" or "ميعاد" or "يوم" or "da" or "ده") && date.End + 1 < words.Count
            && (words.Is(date.End + 1, TimeWord.Work) || words[date.End].Text is "يوم" && !TimeLexicon.Says(words[date.End + 1].Text) && !words[date.End + 1].IsMark || words[date.End].Text is "da" or "ده" && words[date.End + 1].Text is "يوم" or "yom" && words.Is(date.End + 2, TimeWord.Work)));

    static readonly FrozenSet<string> Has = "عندي عندها عنده عندنا عندهم 3andy 3andi 3ando 3andaha 3andena".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Free = "وقت فراغ فاضي اجازه اوف راحه كشف دكتور دكتوره off agaza wa2t".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Events = (
        "فرحي فرحها فرحه فرحنا الفرح فرح خطوبتي خطوبتها خطوبه الخطوبه الحنه حنتي كتب الكتاب جوازي جوازها زفافي العزا الجنازه قداس القداس طيارتي طيارته طيارتها الطياره سفري"
        + " امتحاني الامتحان عمليتي عريس عروسه اكليل سبوع سبوعها سبوعه ذكري المؤتمر العزومه الماتش deadline wedding 7enna release gnaza match الطيران القطر").Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Pasts = "سحبت عملت عملتها كشفت روحت تقولولي تقولوا قلتوا قلتولي قالوا قالولي يكلمني يكلموني كلموني اتصلوا صلاه salet salat خطبه هنام".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Happened = "عرفت لقيت صحيت اكتشفت حصل حصلي وقعت وقع رجعت روحت جالي جاله جالها تعبت".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Journeys = (
        "نازل نازله نازلين مسافر مسافره مسافرين هسافر بسافر هتسافر هيسافر راجع راجعه هيرجع هترجع بيرجع هيوصل هتوصل بيوصل بتوصل nazel nazla msafer msafra hasafer hanzel rage3 rag3a").Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Wishes = (
        "عايز عايزه عاوز عاوزه محتاج محتاجه احجز احجزلي احجزولي حجز اجي نيجي هاجي خليها خليه نخليها يبقي ممكن ينفع شوفلي شوفولي انقل نقل الغي 3ayz 3ayez 3ayza a7gez a7ger momken 5aleha 5aliha khaleha yenfa3 agy"
        + " بس فا عشان").Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Plans = "بسافر بروح بكون ببقي بنزل برجع بشتغل بطلع بيسافر بيروح مسافر مسافره نازل نازله hagib haroo7 hasafer hanzel".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Comings = "هاجي هنيجي هقدر هنقدر هعرف هنعرف هاخد هاخده هاخدها هناخد هناخده هحجز هكشف هينفع هناك هجيبها هجيبه هنجيب هنجيبها هنجيبه هتنفع هتمشي هجيلكم هكون هبقي هنكون".Split(' ').ToFrozenSet();
}
