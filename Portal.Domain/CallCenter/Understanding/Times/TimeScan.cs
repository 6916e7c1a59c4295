using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>An utterance's words with what each may mean in dates and times.</summary>
sealed class TimeScan
{
    readonly List<Word> words;
    readonly IReadOnlyList<(TimeWord Meaning, int Value)>[] meanings;
    readonly bool[] and;
    readonly HashSet<int> who = []; // where the words begin that stood after one

    public TimeScan(Utterance utterance)
    {
        // who, which: اللي جاي says no more than جاي
        words = [];
        foreach (var word in utterance.Words)
            if (word.Text is not ("اللي" or "الي" or "elly" or "elli" or "illi" or "الذي" or "التي"))
                words.Add(word);
            else
                who.Add(word.End);
        words = Joined(words);
        meanings = new IReadOnlyList<(TimeWord, int)>[words.Count];
        and = new bool[words.Count];
        for (var i = 0; i < words.Count; i++)
            meanings[i] = TimeLexicon.Meanings(words[i].Text, out and[i]);
    }

    // the chat alphabet writes the article apart: el 7ad, el gay, el sa3a
    static List<Word> Joined(List<Word> words)
    {
        for (var i = words.Count - 2; i >= 0; i--)
            if (words[i].Text is "bel" or "bil" or "b" or "fel" or "bi" && words[i + 1].Text is "leel" or "leil" or "lel" or "leyl" or "layl")
            {
                words[i] = new("belleil", words[i].Start, words[i + 1].End);
                words.RemoveAt(i + 1);
            }
            else if (words[i].Text is "el" or "il" or "al" or "lel" && !words[i + 1].IsMark && !words[i + 1].IsNumber && TimeLexicon.Meanings("el" + words[i + 1].Text, out _).Count > 0)
            {
                words[i] = new("el" + words[i + 1].Text, words[i].Start, words[i + 1].End);
                words.RemoveAt(i + 1);
            }

        return words;
    }

    /// <summary>Eight is the evening's to who says تمانية of a clinic, and the morning's to who says eight.</summary>
    public bool IsArabic => words.Exists(word => word.Text[0] is >= '؀' and <= 'ۿ');

    /// <summary>Who, which stood before it: اللي بعده.</summary>
    public bool HasWho(int i) => i < Count && who.Any(end => end <= words[i].Start && (i == 0 || end > words[i - 1].Start));

    /// <summary>A question mark was typed.</summary>
    public bool Asks => words.Exists(word => word.Text == "?");

    public IReadOnlyList<Word> Words => words;

    public int Count => words.Count;

    public Word this[int i] => words[i];

    public bool Is(int i, TimeWord meaning) => Value(i, meaning) is not null;

    public bool Is(int i, TimeWord meaning, int value) => Value(i, meaning) == value;

    public bool IsMark(int i, char mark) => i >= 0 && i < Count && words[i].Text[0] == mark && words[i].IsMark;

    /// <summary>The value of the word in that meaning; null where it has none such.</summary>
    public int? Value(int i, TimeWord meaning)
    {
        if (i < 0 || i >= Count)
            return null;
        foreach (var (known, value) in meanings[i])
            if (known == meaning)
                return value;
        return null;
    }

    /// <summary>A number written in digits or in words, with its following "and" parts in Arabic (واحد وعشرين) and its ordinal ending.</summary>
    /// <param name="next">One past it.</param>
    public int? Number(int i, out int next)
    {
        next = i + 1;
        if ((Value(i, TimeWord.Number) ?? Value(i, TimeWord.Ordinal)) is not { } number)
            return null;
        if (!IsDigits(i))
        {
            // واحد وعشرين; twenty one
            if (number < 10 && next < Count && and[next] && Value(next, TimeWord.Number) is 20 or 30)
                return number + Value(next++, TimeWord.Number);
            var last = IsMark(next, '-') ? next + 1 : next; // twenty-first
            if (number is 20 or 30 or 40 or 50 && (Value(last, TimeWord.Number) ?? Value(last, TimeWord.Ordinal)) is > 0 and < 10 and var unit && !IsDigits(last) && !and[last])
            {
                next = last + 1;
                return number + unit;
            }
        }
        else if (next < Count && words[next].Text is "st" or "nd" or "rd" or "th")
        {
            next++;
        }

        return number;
    }

    /// <summary>The next one, اول واحد, دقيقة واحدة: a "one" that is no number of a day or an hour.</summary>
    public bool IsMere(int i) =>
        words[i].Text is "one" && i + 1 < Count && words[i + 1].Text is "more" or "last" or "other" or "thing" or "change" or "of" or "with" or "that"
        // "a lady", where six is سته; ابصم بالعشره
        || words[i].Text is "ست" && !(i + 1 < Count && (Is(i + 1, TimeWord.Half) || Is(i + 1, TimeWord.Quarter) || Is(i + 1, TimeWord.Third) || Is(i + 1, TimeWord.DayUnit) || Is(i + 1, TimeWord.WeekUnit) || Is(i + 1, TimeWord.MonthUnit) || Is(i + 1, TimeWord.Hours) || Is(i + 1, TimeWord.Minus))) || words[i].Text is "بالعشره"
        || words[i].Text is "one" or "واحد" or "واحده" or "wa7da" or "wa7ed" or "wahda" or "wahed" && i > 0 && (OfferChoice.IsPlace(words[i - 1].Text) || words[i - 1].Text is "next" or "first" or "last" or "second" or "third" or "the" or "this" or "that" or "which" or "another" or "other"
            or "any" or "no" or "earlier" or "later" or "me" or "it" or "skin" or "اول" or "تاني" or "اخر" or "اي" or "كل" or "ولا" or "ثانيه" or "دقيقه" or "لحظه" or "مره" or "ده" or "حاجه" or "احسن" or "اقرب" or "كشف" or "بسعر" or "واحد" or "sanya" or "marra" or "ma7ad" or "ish" or "evening" or "morning" or "afternoon")
        // عندي واحد عندكم; the Thursday one
        || words[i].Text is "واحد" or "wa7ed" && i > 0 && words[i - 1].Text is "عندي" or "عندها" or "عنده" or "3andy" or "3andi" or "3andaha" or "3ando" or "اعملوا" or "اعملولي" or "اعملي"
        || words[i].Text is "one" && i > 0 && Is(i - 1, TimeWord.Weekday) && (i + 1 == Count || !words[i + 1].IsMark && !TimeLexicon.Says(words[i + 1].Text) && words[i + 1].Text is not ("p" or "a"))
        // معايا خمس اوردرات, تمن الكشف: how many there are
        || words[i].Text is "خمس" or "سبع" or "تسع" or "عشر" or "تمن" && i + 1 < Count && !words[i + 1].IsMark && !Is(i - 1, TimeWord.Hour) && !TimeLexicon.Says(words[i + 1].Text)
        // دول اتنين محتاجين
        || i > 0 && !IsDigits(i) && words[i - 1].Text is "دول" or "احنا" or "هما" or "العيال" or "ولادي"
        // اربعه الاف
        || i + 1 < Count && words[i + 1].Text is "الاف" or "الف" or "alaf" or "جنيه" or "geneh"
        // واحد لكل طفل
        || words[i].Text is "واحد" or "واحده" && i + 1 < Count && words[i + 1].Text is "لكل"
        // شارع ٩
        || i > 0 && words[i - 1].Text is "شارع" or "عماره" or "شقه" or "street" or "share3"
        // ٢٠ وحده: units
        || words[i].Text is "وحده" && i > 0 && IsDigits(i - 1);

    /// <summary>A row of numbers, as phones are told.</summary>
    public bool IsInRow(int i)
    {
        var (first, last) = (i, i);
        while (first > 0 && Is(first - 1, TimeWord.Number))
            first--;
        while (last + 1 < Count && Is(last + 1, TimeWord.Number))
            last++;
        return last - first >= 3;
    }

    public bool IsDigits(int i) => i < Count && words[i].IsNumber;

    public bool IsOrdinal(int i, int next) => Is(i, TimeWord.Ordinal) || next - i > 1 && (Is(next - 1, TimeWord.Ordinal) || words[next - 1].Text is "st" or "nd" or "rd" or "th");

    /// <summary>Whether "and" stands before the word or is written onto it.</summary>
    public bool HasAnd(int i) => i < Count && (and[i] || words[i].Text[0] == 'و');

    public int Skip(int i, params ReadOnlySpan<TimeWord> fillers)
    {
        for (; i < Count; i++)
        {
            var known = false;
            foreach (var filler in fillers)
                known |= Is(i, filler);
            if (!known)
                break;
        }

        return i;
    }
}
