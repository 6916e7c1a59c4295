using System.Collections.Frozen;
using NodaTime;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <param name="Place">Among what was offered, from 0.</param>
/// <param name="Start">Number of the first word that tells it; <paramref name="End"/> is one past the last.</param>
readonly record struct Choice(int Place, int Start, int End);

/// <summary>
/// Which of several values that were offered is chosen: by its place among them (الأولى, تاني واحد, el a5eer, نمرة اتنين), by comparison (ابدرهم,
/// the later one), by what is left when the other is refused (بلاش المتأخر) or by a piece of it (ونص).
/// </summary>
static class OfferChoice
{
    const int Last = -1, Middle = -2, Earliest = -3, Latest = -4;

    static readonly FrozenDictionary<string, int> Places = Named(
        (0, "الاول الاولي الاولاني الاولانيه اولاني اولانيه اولهم اولها elawel elawal elawwel elawwal elawlany elawlani elawalany elawalani elawelany awalany awalani awlany awlani elola eloula اولهما elawalanya elawalanyah elawlanya awalanya awlanya first"),
        (1, "التاني التانيه الثاني الثانيه تانيه eltany eltani eltanya eltania eltanyah tanya tania ثانيهما second"),
        (2, "التالت التالته الثالث الثالثه eltalet eltalta eltalit talta third"),
        (3, "الرابع الرابعه fourth"),
        (Last, "الاخير الاخيره الاخراني الاخرانيه اخرهم اخرهما ela5eer ela5er elakher elakheer ela5ir ela5ira elakhir last"),
        (Middle, "الوسطاني الوسطانيه المتوسط الوسط elwasat elwast elwastany elwastani elwostany elwostanya elwestanya elwastanya middle"),
        (Earliest, "البدري الابدر ابدرهم ابدرها الاقرب اقربهم القريبه المبكر المبكره الابكر ابكرهم الاسرع اسرعهم elbadry elbadri elbedry elbadrya elbedrya elbdrya elbadreya elabdar ela2rab elakrab elasra3 earliest soonest earlier former"),
        (Latest, "المتاخر المتاخره الاخري البعيد الابعد ابعدهم المتاخرين elmet2a5ar elmet2a5ara elmta25ar elmta25ara elmot2a5ar elmot2akher elmet2akher elb3eed latest later latter"));

    // a place only before "one", "time", "day"
    static readonly FrozenDictionary<string, int> Bare = Named(
        (0, "اول awel awal awwel"), (1, "تاني tany tani"), (2, "تالت talet"), (3, "رابع"), (Last, "اخر akher a5er akhir"), (Middle, "وسط"),
        (Earliest, "اقرب ابدر ابكر اسرع بدري a2rab akrab abdar asra3 badry early"), (Latest, "اتاخر متاخر ابعد a2khar late"));

    static readonly FrozenSet<string> Ones = new[]
    {
        "واحد", "واحده", "معاد", "ميعاد", "موعد", "حاجه", "اختيار", "خيار", "اقتراح", "وقت", "يوم", "سلوت", "فيهم", "منهم", "wa7ed", "wa7da", "wahed", "wahda", "ma3ad", "m3ad", "7aga", "yom", "youm", "slot", "option", "fehom", "fihom",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Numbered = new[] { "نمره", "رقم", "الرقم", "الاختيار", "اختيار", "option", "number", "nemra", "rakam" }.ToFrozenSet();

    // هو الكشف بكام الاول, الاولاني هلحقه؟
    static readonly FrozenSet<string> Questions = new[] { "بكام", "كام", "ازاي", "ليه", "فين", "bekam", "kam" }.ToFrozenSet();

    // "first of all", "tell me first", "the other month": of no offer
    static readonly FrozenSet<string> Elsewhere = new[]
    {
        "قولي", "قوليلي", "اعرف", "اسال", "استني", "شهر", "الشهر", "اسبوع", "الاسبوع", "olly", "oly", "2olly", "2oly", "aolly", "2ooly", "2olili", "a3raf", "as2al", "shahr", "esbo3", "osbo3",
    }.ToFrozenSet();

    /// <returns>Null where none is told.</returns>
    public static Choice? Read<T>(TimeScan words, IReadOnlyList<T> offered)
        where T : IComparable<T>
    {
        if (offered.Count < 2 || words.Words.Any(word => Questions.Contains(word.Text)))
            return null;
        var (chosen, left) = (default(Choice?), default(Choice?));
        for (var i = 0; i < words.Count; i++)
        {
            if (At(words, i, typeof(T) == typeof(LocalDate), out var end) is not { } told || InRange(told, offered) is not { } place)
                continue;
            if (end < words.Count && GivenNames.IsOne(words[end].Text))
                return null; // الاول معتز والتاني مازن: who comes first
            // التانيه عشان احبس الاول: what comes after is why
            if (chosen is { } before && words.Words.Take(i).Skip(before.End).Any(word => word.Text is "عشان" or "علشان" or "3shan" or "3ashan" or "لان"))
                break;
            if (Unwanted.IsSaidAway(words, i) || Unwanted.IsRefused(words, i + 1) || IsTaken(words, end))
                left = new(place, i, end);
            else
                chosen = new(place, i, end);
            i = end - 1;
        }

        // ناخدهم الاتنين، الكبيره الاول
        if (chosen is { } alone && !Concludes(words, alone) && Enumerable.Range(0, words.Count).Any(i => DayTalk.IsHowMany(words, i)))
            return null;
        // مش الجاي، اللي بعده
        if (chosen is null && offered is IReadOnlyList<LocalDate> { Count: 2 } && (words.Is(0, TimeWord.Not) || words.IsMark(0, '"') && words.Is(1, TimeWord.Not)) && words.Count <= 9 && Enumerable.Range(1, words.Count - 1).Any(i => words.Is(i, TimeWord.Late) && words.HasWho(i)))
            return new(1, 0, words.Count);
        if (offered.Count == 2 && chosen is null && BesideOther(words) is { } first)
            return first;
        // بلاش المتأخر: of two, the other
        return chosen ?? (left is { } refused && offered.Count == 2 && !words.Asks && words.Count <= 4 ? refused with { Place = 1 - refused.Place } : null);
    }

    // هاتوا اللي قبلها, elly abl: of two, the first
    static Choice? BesideOther(TimeScan words)
    {
        for (var i = 0; i < words.Count; i++)
            if (words[i].Text is "قبلها" or "قبله" or "قبليها" or "قبليه" or "ablaha" or "ablo" or "قبل" or "abl" && words.HasWho(i) && (i + 1 == words.Count || words[i + 1].IsMark))
                return new(0, 0, words.Count);
        return null;
    }

    /// <summary>Of two days, the one that is named is not the one wished for: اللي مش بكره; Saturday I fly, so the other one.</summary>
    public static bool IsOfOther(TimeScan words, DateSaid named) =>
        words.Is(named.Start - 1, TimeWord.Not) && words.HasWho(named.Start - 1) || Enumerable.Range(named.End, Math.Max(0, words.Count - 1 - named.End)).Any(i => words[i].Text == "other" && words[i + 1].Text is "one" or "day");

    /// <summary>Whether it ends what is said, and what was named before it is why: التلات سوق، فالتاني; خليها التانية.</summary>
    public static bool Concludes(TimeScan words, Choice choice) =>
        choice.Start == 0 && (choice.End == words.Count || words[choice.End].IsMark)
        || choice.Start > 0 && choice.End >= words.Count - 1 && (words[choice.Start].Text.StartsWith("فال", StringComparison.Ordinal) || words[choice.Start - 1].IsMark || words[choice.Start - 1].Text is "خليها" or "خليه" or "يبقي" or "so" or "5aleha" or "yeb2a");

    /// <summary>The first, أقرب, اتأخر: a "one" right after it is no number.</summary>
    public static bool IsPlace(string word) => Places.ContainsKey(word) || Bare.ContainsKey(word);

    /// <summary>"Half", of six and half past six: the one that alone is so.</summary>
    public static int? ByPiece(TimeScan words, IReadOnlyList<LocalTime> offered)
    {
        if (words.Count > 3 || words.Count == 0)
            return null;
        var minutes = words.Is(0, TimeWord.Half) ? 30 : words.Is(0, TimeWord.Quarter) ? 15 : words.Is(0, TimeWord.Third) ? 20 : default(int?);
        return Only(offered, time => time.Minute == minutes);
    }

    /// <summary>2020: an hour and its minutes in one number.</summary>
    public static int? ByDigits(TimeScan words, IReadOnlyList<LocalTime> offered)
    {
        foreach (var word in words.Words)
            if (word.Text.Length is 3 or 4 && word.IsNumber && Only(offered, time => word.Text == $"{time.Hour}{time.Minute:00}" || word.Text == $"{time.ClockHourOfHalfDay}{time.Minute:00}") is { } place)
                return place;
        return null;
    }

    /// <summary>The only one that is so.</summary>
    public static int? Only<T>(IReadOnlyList<T> offered, Func<T, bool> fits)
    {
        var fitting = Enumerable.Range(0, offered.Count).Where(i => fits(offered[i])).Take(2).ToArray();
        return fitting.Length == 1 ? fitting[0] : null;
    }

    static int? At(TimeScan words, int i, bool days, out int end)
    {
        end = i + 1;
        var text = words[i].Text;
        if (text is "el" or "il" or "al" or "the" && end < words.Count)
        {
            text = "el" + words[i + 1].Text;
            end = i + 2;
            if (!Places.ContainsKey(text)) // "the" may stand apart
                return null;
        }

        if (text.StartsWith("فال", StringComparison.Ordinal))
            text = text[1..];
        if (i > 0 && words[i - 1].Text is "الشفت" or "المره" or "الشهر" or "الدور" or "مراته" or "المشكله" or "الحاجه" or "الزياره" || i > 0 && IsAsked(words[i - 1].Text) || end < words.Count && Elsewhere.Contains(words[end].Text))
            return null;
        if (text is "الاخر" or "elakher" && i <= 1 && (end == words.Count || words[end].Text is "خالص" or "5ales" or "khales"))
            return Last;
        if (Numbered.Contains(text) && words.Number(end, out var past) is >= 1 and <= 5 and var number)
        {
            end = past;
            return number - 1;
        }

        // "2." of a list
        if (i == 0 && words.Count == 2 && words.IsDigits(0) && words.IsMark(1, '.') && words.Value(0, TimeWord.Number) is >= 1 and <= 5 and var listed)
            return listed - 1;
        // the 1st
        if (words[i].IsNumber && end < words.Count && words[end].Text is "st" or "nd" or "rd" && words.Count <= 4 && words.Value(i, TimeWord.Number) is >= 1 and <= 3 and var nth)
            return nth - 1;
        // اللي في النص, اللي في الاخر
        if (words.Is(i, TimeWord.In) && end < words.Count && (i == 0 || !words[i - 1].IsNumber) && InPlace(words[end].Text) is { } within)
        {
            end++;
            return within;
        }

        if (text is "fel" or "fil" && end < words.Count && (i == 0 || !words[i - 1].IsNumber) && InPlace("el" + words[end].Text) is { } franco)
        {
            end++;
            return franco;
        }

        var isOne = end < words.Count && (Ones.Contains(words[end].Text) || words[end].Text == "one");
        if (Places.TryGetValue(text, out var place) && !words.Is(i - 1, TimeWord.Weekday))
        {
            if (text is "تانيه" && i > 0 && !DayTalk.IsOpening(words[i - 1].Text))
                return null;
            end += isOne ? 1 : 0;
            if (!isOne && text is "later" or "first" or "last" or "second" or "earlier" or "تانيه" && words.Count > 3 && !words.Is(i - 1, TimeWord.The) && !Ends(words, end) && !IsOfThem(words, end))
                return null;
            end = IsOfThem(words, end) ? end + (words[end].Text == "of" ? 3 : 1) : end;
            return place;
        }

        if (!Bare.TryGetValue(text, out place))
            return null;
        // اللي بدري; بدري بدري
        var alone = (place is Earliest or Latest || place is Last && words.HasWho(i)) && (words.HasWho(i) && Ends(words, end) || words.Count <= 2 && Ends(words, words.Count == 2 && words[1].Text == text ? 2 : end));
        if (!alone && (!isOne || place is 0 && IsEarliest(words, end) && !(days && end + 1 == words.Count) || text is "اقرب" or "a2rab" or "akrab" && IsEarliest(words, end)))
            return text is "early" && i > 0 && words[i - 1].Text is "more" ? Earliest : null;
        end += isOne ? 1 : 0;
        return place;
    }

    // قولي الاول; يكلمني الاول
    static bool IsAsked(string before) => Elsewhere.Contains(before) || before.Length > 4 && (before.EndsWith("ني", StringComparison.Ordinal) && !before.StartsWith("ال", StringComparison.Ordinal) || before.EndsWith("لي", StringComparison.Ordinal) && before[0] is 'ي' or 'ت');

    static int? InPlace(string word) => word switch
    {
        "النص" or "الوسط" or "elnos" or "elnoss" or "elwest" or "elwasat" => Middle,
        "الاخر" or "elakher" or "ela5er" => Last,
        "الاول" or "elawel" => 0,
        _ => null,
    };

    // "of the two", فيهم
    static bool IsOfThem(TimeScan words, int i) =>
        i < words.Count && words[i].Text is "فيهم" or "منهم" or "fehom" or "fihom" || i + 2 < words.Count && words[i].Text == "of" && words[i + 1].Text is "the" && words[i + 2].Text is "two" or "three";

    static bool Ends(TimeScan words, int i) => i >= words.Count || words[i].IsMark || words[i].Text is "من" or "عشان" or "علشان" or "please" or "pls" or "plz" or "3shan" or "3ashan" or "احسن" or "a7san" or "شويه" or "shwaya";

    // الاولاني فيه كويز: he cannot then
    static bool IsTaken(TimeScan words, int i) => i + 1 < words.Count && words[i].Text is "fe" or "fi" or "فيه" or "3andy" or "3andi" or "عندي" && (words.Is(i + 1, TimeWord.Work) || words[i + 1].Text is "quiz" or "كويز");

    // اول معاد: the earliest there is, and not the first of those
    static bool IsEarliest(TimeScan words, int i) => words[i].Text is "معاد" or "ميعاد" or "موعد" or "وقت" or "ma3ad" or "m3ad" or "slot" or "يوم" or "yom" or "youm" && !(i + 1 < words.Count && words[i + 1].Text is "فيهم" or "منهم" or "ده" or "قولته" or "قلته" or "قولتيه");

    static int? InRange<T>(int place, IReadOnlyList<T> offered)
        where T : IComparable<T> => place switch
        {
            Last => offered.Count - 1,
            Middle => offered.Count == 3 ? 1 : null,
            Earliest => Enumerable.Range(0, offered.Count).MinBy(i => offered[i]),
            Latest => Enumerable.Range(0, offered.Count).MaxBy(i => offered[i]),
            _ => place < offered.Count ? place : null,
        };

    static FrozenDictionary<string, int> Named(params (int Place, string Words)[] places) =>
        places.SelectMany(p => p.Words.Split(' ').Select(word => (Word: Utterance.Of(word).Folded, p.Place))).DistinctBy(p => p.Word).ToFrozenDictionary(p => p.Word, p => p.Place);
}
