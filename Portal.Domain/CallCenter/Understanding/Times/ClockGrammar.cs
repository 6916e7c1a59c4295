using NodaTime;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Times of day as they are said in Arabic and English: خمسة ونص العصر, تمانية إلا ربع بليل, half past four, 5:30 pm, 17:30.</summary>
/// <param name="expectsTime">A time was asked for or offered: "the fourth" is four o'clock.</param>
sealed class ClockGrammar(TimeScan words, Func<LocalTime, bool> isOpen, bool expectsTime)
{
    /// <summary>The time said from word <paramref name="i"/> on; null where none is.</summary>
    /// <param name="expected">A time was just asked for: a bare number is one.</param>
    public TimeSaid? At(int i, bool expected)
    {
        if (words.Is(i, TimeWord.Noon))
            return new(new LocalTime(12, 0), i, i + 1);
        if (words.Is(i, TimeWord.Midnight))
            return new(LocalTime.Midnight, i, i + 1);

        if (IsRatio(i)) // عشره على عشره
            return null;
        // afternoon 5, الصبح الساعة 9
        var part = words.Value(i, TimeWord.Part);
        var start = part is null ? i : words.Skip(i + 1, TimeWord.In, TimeWord.The);
        var marked = words.Skip(start, TimeWord.At, TimeWord.Hour);
        var announced = marked > start;
        if (Core(marked) is not { } clock)
            return null;
        var next = clock.Next;
        var oclock = words.Is(next, TimeWord.OClock);
        if (oclock)
            next++;
        else if (next + 1 < words.Count && words[next].Text == "o" && words.Is(next + 1, TimeWord.OClock))
            (oclock, next) = (true, next + 2);
        if (words.Is(next, TimeWord.Hour) && !announced) // 5 elsa3a
            (announced, next) = (true, next + 1);

        var half = Half(next, ref part, out var end);
        if (half is null && part is null && words.IsMark(next, ',')) // خمسه، العصر
            half = Half(next + 1, ref part, out end);
        if (half is null && part is null)
            end = next;
        var certain = IsBounded(i) || IsHinted(i, clock) || announced || oclock || clock.Certain || half is not null || part is not null || expected;
        if (!certain || !announced && IsLength(next) || words.Is(next, TimeWord.Month) || words.IsInRow(marked))
            return null;
        return new(Resolve(clock.Hour, clock.Minute, half, part, clock.Exact), i, end, Guessed: half is null && part is null && !clock.Exact);
    }

    // ضغطي ١٦ على ٩
    bool IsRatio(int i) => IsPlainNumber(i) && i + 1 < words.Count && words[i + 1].Text is "علي" or "3ala" && IsPlainNumber(i + 2) || i > 0 && words[i].Text is "علي" or "3ala" && IsPlainNumber(i - 1) && IsPlainNumber(i + 1)
        || i > 1 && words[i - 1].Text is "علي" or "3ala" && IsPlainNumber(i - 2) && IsPlainNumber(i);

    bool IsPlainNumber(int i) => words.Is(i, TimeWord.Number) && !words.Is(i, TimeWord.WeekdayBare) && !words.Is(i, TimeWord.Weekday);

    // after six, بعد ٣, قبل ٥
    bool IsBounded(int i) => words.Is(i - 1, TimeWord.Before) || words.Is(i - 1, TimeWord.After) && words[i - 1].Text is not ("in" or "within" or "كمان" or "kaman");

    // ٥ بكره; تيجي ٥, خليها ستة
    bool IsHinted(int i, Clock clock) =>
        clock.Hour <= 12 && (words.Is(clock.Next, TimeWord.Today) || words.Is(clock.Next, TimeWord.Tomorrow)
            || i > 0 && words[i - 1].Text is "تيجي" or "اجي" or "نيجي" or "ييجي" or "هاجي" or "هنيجي" or "يبقي" or "تبقي" or "خليها" or "خليه" or "5aleha" or "khaleha" or "agy" or "aagy" or "negy" or "خلوها" or "5aleeha" or "5aliha" or "khaliha" or "اعملها" or "lel" && !IsWeekday(i)
            || i > 0 && IsMoved(i) || clock.Next < words.Count && words[clock.Next].Text is "مثلا" or "masalan");

    // زحزحه ل ٦, يتحول لتلاته
    bool IsMoved(int i)
    {
        var to = words[i - 1].Text is "ل" or "le" or "l" && i > 1 ? i - 1 : words[i].Text[0] == 'ل' ? i : 0;
        return to > 0 && Array.Exists(Movings, moving => words[to - 1].Text.Contains(moving, StringComparison.Ordinal));
    }

    static readonly string[] Movings = ["زحزح", "حول", "نقل", "زق", "رحل", "خلي", "خلو", "اخر", "قدم", "رجع", "غير", "2ool", "n2el", "an2el", "5al"];

    bool IsWeekday(int i) => words.Is(i, TimeWord.WeekdayBare) && !words.IsDigits(i);

    readonly record struct Clock(int Hour, int Minute, int Next, bool Certain, bool Exact = false);

    Clock? Core(int i)
    {
        // quarter to five, ten past six, half past four, half five
        if (Minutes(i, out var next) is { } minutes)
        {
            // half an hour after twelve, عشرين دقيقه قبل تمنيه
            var lengthEnd = words.Is(i, TimeWord.Half) || words.Is(i, TimeWord.Quarter) || words.Is(i, TimeWord.Third) ? words.Is(next, TimeWord.Hours, 1) || words.Is(next, TimeWord.Hour) ? next + 1 : 0 : words.Is(next, TimeWord.MinuteUnit) ? next + 1 : 0;
            if (lengthEnd > 0 && words[lengthEnd - 1].Text[0] > 'z' | words[i].Text is "nos" or "noss" or "rob3" or "telt" && (words.Is(lengthEnd, TimeWord.After, 1) || words.Is(lengthEnd, TimeWord.Before)) && words.Number(lengthEnd + 1 < words.Count && words[lengthEnd + 1].Text is "el" or "ال" ? lengthEnd + 2 : lengthEnd + 1, out var counted) is >= 1 and <= 12 and var told)
                return words.Is(lengthEnd, TimeWord.After, 1) ? new(told, minutes, counted, Certain: true) : new(told == 1 ? 12 : told - 1, 60 - minutes, counted, Certain: true);
            // nos we setta
            if (words.Is(i, TimeWord.Half) && words.Is(next, TimeWord.And) && expectsTime && words.Number(next + 1, out var halved) is >= 1 and <= 12 and not (5 or 10) and var hourAfter)
                return new(hourAfter, 30, halved, Certain: true);
            var unit = words.Is(next, TimeWord.MinuteUnit);
            var to = words.Skip(next, TimeWord.MinuteUnit);
            // "5 to 6" in digits is from five to six
            var isClock = words.Is(i, TimeWord.Quarter) || words.Is(i, TimeWord.Half) || unit || !words.IsDigits(i) && minutes is 5 or 10 or 20 or 25;
            if (isClock && words.Is(to, TimeWord.Past) && words.Number(to + 1, out var end) is >= 1 and <= 12 and var past)
                return new(past, minutes, end, Certain: true);
            if (isClock && words.Is(to, TimeWord.Minus, 2) && !words.Is(i - 1, TimeWord.From) && words.Number(to + 1, out end) is >= 1 and <= 24 and var before)
                return new(before == 1 ? 12 : before - 1, 60 - minutes, end, Certain: true);
        }

        if (words.Is(i, TimeWord.Half) && words[i].Text == "half" && words.Number(i + 1, out var halfEnd) is >= 1 and <= 12 and var britishHour)
            return new(britishHour, 30, halfEnd, Certain: true);

        if (Named(i) is { } named)
            return named;
        // تسعه وعشرين دقيقه
        if (expectsTime && !words.IsDigits(i) && words.Value(i, TimeWord.Number) is >= 1 and <= 9 and var ofHour && words.HasAnd(i + 1) && Number(i + 1, 20, 30) is { } pieces && words.Is(i + 2, TimeWord.MinuteUnit) && !words.Is(i - 1, TimeWord.After))
            return new(ofHour, pieces, i + 3, Certain: true);
        if (words.Number(i, out next) is not (>= 0 and <= 24 and var hour) || words.IsOrdinal(i, next))
            return null;
        if (words.IsMere(i) || DayTalk.IsHowMany(words, i))
            return null;
        if ((words.IsMark(next, ':') || words.IsMark(next, '.')) && words.IsDigits(i) && words.IsDigits(next + 1) && words[next + 1].Text.Length == 2
            && words.Value(next + 1, TimeWord.Number) is <= 59 and var written)
            return new(hour, written, next + 2, Certain: true, Exact: hour is 0 or > 12 || words[i].Text[0] == '0');
        if (words.IsMark(next, '/') || words.IsMark(i - 1, '/'))
            return null;
        if (hour is 0 or > 23)
            return null;
        if (hour > 12 && words.IsDigits(i) && !words.Is(i - 1, TimeWord.Hour)) // ١٦ alone is a day
            return null;
        if (words.IsDigits(i) && !words.IsDigits(next) && words.Value(next, TimeWord.Number) is >= 1 and <= 12 && !words.HasAnd(next)) // ١٢ ستة is the twelfth of June
            return null;
        return Fraction(hour, next) ?? new(hour, 0, next, Certain: false, Exact: hour > 12);
    }

    // الساعه الخامسه والنصف, الثانيه عشره ظهرا: the hours of written Arabic, which are the second and the fifth of anything where no hour is announced
    Clock? Named(int i)
    {
        if (words.Value(i, TimeWord.HourName) is not { } hour)
            return null;
        var next = i + 1;
        var isLong = hour is 1 or 2 or 11 && words.Value(next, TimeWord.Number) == 10;
        if (isLong)
            (hour, next) = (hour % 10 + 10, next + 1);
        if (Fraction(hour, next) is { } parted && (words.Is(next, TimeWord.Minus, 1) || words.HasAnd(next)))
            return parted;
        return words.Is(i - 1, TimeWord.Hour) || words.Is(next, TimeWord.Part) || next < words.Count && words[next].Text is "تماما" or "بالظبط" or "بالضبط" || isLong || expectsTime && hour is 1 or > 2 && !(i > 0 && words[i - 1].Text.StartsWith("ال", StringComparison.Ordinal)) || hour > 3 && (words.Is(i - 1, TimeWord.In) && next == words.Count || words.Is(i - 1, TimeWord.Weekday))
            ? new(hour, 0, next, Certain: true) : null;
    }

    // خمسه ونص, خمسه الا ربع, خمسه وتلت, ونص وخمسه, five thirty
    Clock? Fraction(int hour, int i)
    {
        if (hour > 12)
            return null;
        var joined = words.Is(i, TimeWord.And) ? i + 1 : i;
        if (Piece(joined) is { } piece && words[joined].Text is not "half")
        {
            var next = joined + 1;
            if (piece == 30 && words.HasAnd(next) && Number(next, 5, 10) is { } more)
                return new(hour, 30 + more, next + 1, Certain: true);
            if (piece == 30 && words.Is(next, TimeWord.Minus, 1) && Number(next + 1, 5, 10) is { } less)
                return new(hour, 30 - less, next + 2, Certain: true);
            return new(hour, piece, next, Certain: true);
        }

        if (words.Is(i, TimeWord.Minus, 1) && (Piece(i + 1) ?? Number(i + 1, 5, 10, 20, 25)) is { } minus)
            return new(hour == 1 ? 12 : hour - 1, 60 - minus, i + 2, Certain: true);
        // وخمس واربعون دقيقة
        if (words.HasAnd(i) && words.Value(joined, TimeWord.Number) is > 0 and < 10 and var ones && words.HasAnd(joined + 1) && Number(joined + 1, 20, 30, 40, 50) is { } tens)
            return new(hour, tens + ones, words.Skip(joined + 2, TimeWord.MinuteUnit), Certain: true);
        if (words.HasAnd(i) && words.Value(joined, TimeWord.Number) is >= 30 and <= 59 and var counted && words.Is(joined + 1, TimeWord.MinuteUnit)) // تمانيه واربعين دقيقه
            return new(hour, counted, joined + 2, Certain: true);
        if ((words.HasAnd(i) || expectsTime && words.Is(i, TimeWord.And)) && Number(joined, 5, 10, 20, 25) is { } plus)
            return new(hour, plus, words.Skip(joined + 1, TimeWord.MinuteUnit), Certain: true);
        // five thirty, 5 30
        if (words.Number(i, out var end) is >= 10 and <= 59 and var minutes && words.IsDigits(i) == words.IsDigits(i - 1) && !words.IsOrdinal(i, end) && !words.HasAnd(i) && !words.Is(end, TimeWord.Month))
            return new(hour, minutes, end, Certain: !words.IsDigits(i));
        return null;
    }

    int? Piece(int i) =>
        words.Is(i, TimeWord.Half) ? 30 : words.Is(i, TimeWord.Quarter) ? 15 : words.Is(i, TimeWord.Third) ? 20 : null;

    int? Number(int i, params ReadOnlySpan<int> allowed) => words.Value(i, TimeWord.Number) is { } number && allowed.Contains(number) ? number : null;

    int? Minutes(int i, out int next)
    {
        next = i + 1;
        if (Piece(i) is { } piece)
            return piece;
        return words.Number(i, out next) is >= 1 and <= 59 and var minutes ? minutes : null;
    }

    // am, pm, in the afternoon, العصر, بليل: 0 or 12 where the half of the day is said, and which part by name
    int? Half(int i, ref int? part, out int end)
    {
        end = i;
        if (words.Is(i, TimeWord.Am))
            return End(0, i + 1, ref end);
        if (words.Is(i, TimeWord.Pm))
            return End(12, i + 1, ref end);
        if (i + 1 < words.Count && words.IsMark(i + 1, '.') && words[i].Text is "a" or "p") // p.m.
            return End(words[i].Text == "a" ? 0 : 12, words.IsMark(i + 3, '.') ? i + 4 : i + 3, ref end);
        var next = words.Skip(i, TimeWord.In, TimeWord.The, TimeWord.At);
        if (words.Is(next, TimeWord.Noon))
            return End(12, next + 1, ref end);
        if (words.Value(next, TimeWord.Part) is { } said)
        {
            part = said;
            end = next + 1;
        }

        return null;
    }

    static int End(int half, int at, ref int end)
    {
        end = at;
        return half;
    }

    bool IsLength(int i) => !(i < words.Count && words[i].Text.StartsWith("بال", StringComparison.Ordinal)) && IsUnit(i); // ١٢ بالدقيقه

    bool IsUnit(int i) => words.Is(i, TimeWord.DayUnit) || words.Is(i, TimeWord.WeekUnit) || words.Is(i, TimeWord.MonthUnit) || words.Is(i, TimeWord.Month)
        || words.Is(i, TimeWord.MinuteUnit) || words.Is(i, TimeWord.Hours);

    LocalTime Resolve(int hour, int minute, int? half, int? part, bool exact)
    {
        if (exact)
            return new(hour % 24, minute);
        var (early, late) = (new LocalTime(hour % 12, minute), new LocalTime(hour % 12 + 12, minute));
        return (half, part) switch
        {
            (0, _) => early,
            (12, _) => late,
            (_, (int)PartOfDay.Morning) => hour == 12 ? late : early,
            (_, (int)PartOfDay.Afternoon) => hour is 10 or 11 ? early : late, // ١١ الضهر is before noon
            (_, (int)PartOfDay.Evening) => hour == 12 ? early : late,
            // not said: when the clinic is open, and else as one would say it of a clinic
            _ => isOpen(early) == isOpen(late) ? hour is >= 9 and <= 11 || hour == 8 && !words.IsArabic ? early : late : isOpen(early) ? early : late,
        };
    }
}
