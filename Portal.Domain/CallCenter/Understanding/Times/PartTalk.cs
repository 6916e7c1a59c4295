using System.Collections.Frozen;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Words for a part of the day that tell of something else: من الصبح since when, طول الليل how long, وجع الضهر a back, افطر to eat.</summary>
static class PartTalk
{
    public static bool IsOfElse(TimeScan words, PartSaid part)
    {
        var i = part.Start;
        var (text, before, next) = (words[i].Text, i > 0 ? words[i - 1].Text : "", i + 1 < words.Count ? words[i + 1].Text : "");
        if (Long.Contains(before) || before is "نص" or "نصف" or "منتصف" && part.Part == PartOfDay.Evening || text is "ليل" or "ليلا" && next is "نهار" or "ونهار")
            return true;
        // محدش بيرد من الصبح
        if (words.Is(i - 1, TimeWord.From, 1) && part is { Part: PartOfDay.Morning, Bound: Bound.At } && text is not "بدري" && next is not ("بدري" or "لحد" or "للضهر" or "لغايه"))
            return true;
        if (words.Is(i, TimeWord.Iftar))
            return part.Bound == Bound.At;
        if (text is "صباح" or "sabah")
            return !(words.Is(i - 1, TimeWord.Weekday) || words.Is(i - 1, TimeWord.Today) || words.Is(i - 1, TimeWord.Tomorrow) || words.Is(i - 1, TimeWord.Number));
        if (text is "ظهر" || text is "ضهر" && (words.Count > 6 || next.StartsWith("ال", StringComparison.Ordinal))) // it appeared; a back
            return !(part.Bound != Bound.At || words.Is(i - 1, TimeWord.Weekday) || words.Is(i - 1, TimeWord.Tomorrow) || words.Is(i - 1, TimeWord.Today) || words.Count == 1);
        return text is "الضهر" or "الظهر" or "للضهر" or "للظهر" or "والضهر" or "والظهر" && (Backs.Contains(before.StartsWith('و') ? before[1..] : before) || before.EndsWith("طبيعي", StringComparison.Ordinal) || IsSore(next));
    }

    static bool IsSore(string word) => word is "نفسه" or "بتاعي" or "بتاعها" or "بتاعه" or "معلق" or "واجعني" or "تعبان" or "تاعبني" or "بيوجعني" or "بيوجع" or "والرقبه" or "والكتف";

    static readonly FrozenSet<string> Long = "طول كل نبطشيه شيفت ورديه ورديتي shift tool toul".Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Backs = "حزام مسكن وجع الم الام شد غضروف عضله عضلات عضل اشعه فقرات تدليك مساج اسفل جلسات علاج الركب الرقبه ركبي رقبتي عظم خشونه انزلاق".Split(' ').ToFrozenSet();
}
