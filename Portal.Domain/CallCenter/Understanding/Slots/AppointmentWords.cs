using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>Words for an appointment that stands, before what it is told by: معادي مع دكتور حازم, my appointment on Thursday.</summary>
static class AppointmentWords
{
    const int Reach = 4;

    public static bool IsNoun(string word) => Nouns.Contains(word);

    static readonly FrozenSet<string> Nouns = new[]
    {
        "معاد", "معادي", "المعاد", "ميعاد", "ميعادي", "الميعاد", "موعد", "موعدي", "الموعد", "حجز", "حجزي", "الحجز", "كشف", "كشفي", "الكشف", "ma3ad", "ma3ady", "ma3adi", "m3ad", "m3ady", "m3adi", "7agz", "7agzy", "el7agz", "جلسه", "جلستي", "الجلسه", "session", "appointment", "booking",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Links = new[]
    {
        "مع", "باسمي", "bsmy", "besmy", "عند", "بتاع", "بتاعي", "بتاعتي", "اللي", "د", "دكتور", "دكتوره", "الدكتور", "الدكتوره", ".", "يوم", "ma3", "3and", "bta3", "bta3y", "bta3i", "dr", "with", "for", "my", "doctor", "on", "the", "elly",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Were = new[] { "كان", "كنت", "كنا", "حاجز", "حاجزه", "حاجزين", "kan", "kont", "was", "had" }.ToFrozenSet();

    /// <summary>كان عندي معاد يوم التلات, معادي بتاع الخميس: the day of the appointment that stands, and surely no new one.</summary>
    public static bool SurelyBefore(IReadOnlyList<Word> words, int start)
    {
        // احنا حاجزين النهارده, دوري بعد اسبوعين, كنا ناويين على بكره
        if (start > 1 && words[start - 1].Text is "علي" && words[start - 2].Text is "ناويين" or "ناوي" or "متفقين")
            return true;
        if (start > 0 && words[start - 1].Text is "حاجزين" or "حاجزينه" or "دوري" or "دورنا" or "دورها" or "دوره" || start > 1 && words[start - 1].Text is "يوم" && words[start - 2].Text is "حاجزين")
            return true;
        if (!Before(words, start))
            return false;
        // عندي ميعاد بكره
        for (var i = start - 1; i > 0 && i >= start - 3; i--)
            if (words[i].Text is "حاجز" or "حاجزه" && words[i - 1].Text is not ("مش" or "كنت") || Nouns.Contains(words[i].Text) && words[i - 1].Text is "عندي" or "عندنا" or "حاجز" or "حاجزه" or "3andy" or "3andi")
                return true;
        for (var i = Math.Max(0, start - Reach - 2); i < start; i++)
            if (Were.Contains(words[i].Text) || i >= start - 2 && words[i].Text is "باسمي" or "bsmy" or "besmy" or "بتاع" or "bta3" or "اللي" or "elly")
                return true;
        return false;
    }

    public static bool Before(IReadOnlyList<Word> words, int start)
    {
        for (var i = start - 1; i >= 0 && start - i <= Reach + 1; i--)
            if (Nouns.Contains(words[i].Text))
                return true;
            else if (!Links.Contains(words[i].Text))
                return false;
        return false;
    }
}
