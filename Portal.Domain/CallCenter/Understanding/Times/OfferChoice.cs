using System.Collections.Frozen;
using NodaTime;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Which of several values that were offered is chosen by its place among them: الأولى, تاني واحد, el a5eer, the middle one, نمرة اتنين.</summary>
static class OfferChoice
{
    const int Last = -1, Middle = -2;

    static readonly FrozenDictionary<string, int> Places = Named(
        (0, "الاول الاولي الاولاني الاولانيه اولاني اولهم اولها البدري الاقرب اقربهم elawel elawal elawlany elawalani elola eloula first earliest soonest"),
        (1, "التاني التانيه الثاني الثانيه eltany eltani eltanya eltania eltanyah second"),
        (2, "التالت التالته الثالث الثالثه eltalet eltalta eltalit third"),
        (3, "الرابع الرابعه fourth"),
        (Last, "الاخير الاخيره الاخراني اخرهم المتاخر البعيد الابعد ela5eer ela5er elakher elakheer ela5ir ela5ira last latest"),
        (Middle, "الوسطاني الوسطانيه المتوسط middle"));

    // a place only before "one", "time", "day"
    static readonly FrozenDictionary<string, int> Bare = Named(
        (0, "اول اقرب awel awal a2rab"), (1, "تاني tany tani"), (2, "تالت talet"), (3, "رابع"), (Last, "اخر akher a5er akhir"));

    static readonly FrozenSet<string> Ones = new[]
    {
        "واحد", "واحده", "معاد", "ميعاد", "موعد", "حاجه", "اختيار", "خيار", "وقت", "يوم", "سلوت", "فيهم", "wa7ed", "wa7da", "wahed", "wahda", "ma3ad", "m3ad", "7aga", "yom", "youm", "slot", "option",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Numbered = new[] { "نمره", "رقم", "الاختيار", "اختيار", "option", "number", "nemra", "rakam" }.ToFrozenSet();

    // هو الكشف بكام الاول
    static readonly FrozenSet<string> Questions = new[] { "بكام", "كام", "ازاي", "ليه", "فين", "bekam", "kam" }.ToFrozenSet();

    // "first of all", "tell me first", "the other month": of no offer
    static readonly FrozenSet<string> Elsewhere = new[] { "قولي", "قوليلي", "اعرف", "اسال", "استني", "شهر", "الشهر", "اسبوع", "الاسبوع" }.ToFrozenSet();

    /// <param name="count">How many were offered.</param>
    /// <returns>From 0; null where none is told by its place.</returns>
    public static int? Read(TimeScan words, int count)
    {
        int? place = null;
        if (words.Words.Any(word => Questions.Contains(word.Text)))
            return null;
        for (var i = 0; count > 1 && i < words.Count; i++)
            if (At(words, i) is { } told && !Unwanted.IsSaidAway(words, i) && !Unwanted.IsRefused(words, i + 1) && InRange(told, count) is { } inRange)
                place = inRange;
        return place;
    }

    public static bool IsNumbered(Utterance utterance) => utterance.Words.Any(word => Numbered.Contains(word.Text));

    /// <summary>"Half", of six and half past six: the one that alone is so.</summary>
    public static int? ByPiece(TimeScan words, IReadOnlyList<LocalTime> offered)
    {
        if (words.Count > 3 || words.Count == 0)
            return null;
        var minutes = words.Is(0, TimeWord.Half) ? 30 : words.Is(0, TimeWord.Quarter) ? 15 : words.Is(0, TimeWord.Third) ? 20 : default(int?);
        var fitting = Enumerable.Range(0, offered.Count).Where(i => offered[i].Minute == minutes).ToArray();
        return fitting.Length == 1 ? fitting[0] : null;
    }

    static int? At(TimeScan words, int i)
    {
        var text = words[i].Text;
        if (text is "el" or "il" or "al" or "the" && i + 1 < words.Count)
            text = "el" + words[i + 1].Text;
        if (i > 0 && Elsewhere.Contains(words[i - 1].Text) || i + 1 < words.Count && Elsewhere.Contains(words[i + 1].Text))
            return null;
        if (Numbered.Contains(text) && words.Number(i + 1, out _) is >= 1 and <= 5 and var number)
            return number - 1;
        // اللي في النص
        if (words.Is(i, TimeWord.In) && i + 1 < words.Count && words[i + 1].Text is "النص" or "الوسط" or "elnos" or "elnoss" && (i == 0 || !words[i - 1].IsNumber))
            return Middle;
        if (Places.TryGetValue(text, out var place) && !words.Is(i - 1, TimeWord.Weekday))
            return place;
        return Bare.TryGetValue(text, out place) && i + 1 < words.Count && Ones.Contains(words[i + 1].Text) && !(place == 0 && IsEarliest(words, i + 1)) ? place : null;
    }

    // اول معاد: the earliest there is, and not the first of those
    static bool IsEarliest(TimeScan words, int i) => words[i].Text is "معاد" or "ميعاد" or "موعد" or "وقت" or "ma3ad" or "m3ad" or "slot" && !(i + 1 < words.Count && words[i + 1].Text is "فيهم" or "منهم" or "ده" or "قولته" or "قلته" or "قولتيه");

    static int? InRange(int place, int count) =>
        place == Last ? count - 1 : place == Middle ? count == 3 ? 1 : null : place < count ? place : null;

    static FrozenDictionary<string, int> Named(params (int Place, string Words)[] places) =>
        places.SelectMany(p => p.Words.Split(' ').Select(word => (Word: Utterance.Of(word).Folded, p.Place))).DistinctBy(p => p.Word).ToFrozenDictionary(p => p.Word, p => p.Place);
}
