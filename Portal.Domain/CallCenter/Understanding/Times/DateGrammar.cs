using NodaTime;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>Days as they are said in Arabic and English. One grammar: the lexicon has already said what each word means.</summary>
/// <param name="expectsDate">A day was asked for or offered.</param>
/// <param name="inForce">The day that was wished for before: a day of the month is of its month.</param>
/// <param name="expectsTime">A time was: ع الاربعة is four o'clock then, and no Wednesday.</param>
sealed class DateGrammar(TimeScan words, LocalDate today, IsoDayOfWeek weekStart, bool expectsDate = false, LocalDate? inForce = null, bool expectsTime = false)
{
    /// <summary>The day said from word <paramref name="i"/> on; null where none is.</summary>
    /// <param name="expected">A day was just asked for: a bare number is one.</param>
    public DateSaid? At(int i, bool expected) =>
        Written(i) ?? InMonth(i) ?? Near(i) ?? DayAfter(i) ?? Away(i) ?? LaterThan(i) ?? Weekday(i) ?? OfMonth(i) ?? MonthFirst(i) ?? (expected ? Bare(i) : null);

    /// <summary>A span of days that names no day, from word <paramref name="i"/> on.</summary>
    public DaysSaid? SpanAt(int i)
    {
        var next = words.Skip(i, TimeWord.The);
        if (WeekRef(next, out var end) is { } weeks)
            return new(Week(weeks), i, end);
        if (MonthRef(next, out end) is { } months && words.Is(end - 1, TimeWord.MonthUnit) | words.Is(end - 1, TimeWord.Next) && end - next > 1)
        {
            var first = today.PlusMonths(months).With(DateAdjusters.StartOfMonth);
            return new(new(first, first.With(DateAdjusters.EndOfMonth)), i, end);
        }

        return null;
    }

    // 2026-11-30, 30/11, 30/11/2026
    DateSaid? Written(int i)
    {
        if (!words.IsDigits(i) || !words.IsDigits(i + 2) || !(words.IsMark(i + 1, '/') || words.IsMark(i + 1, '-') || words.IsMark(i + 1, '.')))
            return null;
        var (a, b) = (words.Value(i, TimeWord.Number)!.Value, words.Value(i + 2, TimeWord.Number)!.Value);
        var third = (words.IsMark(i + 3, '/') || words.IsMark(i + 3, '-') || words.IsMark(i + 3, '.')) && words.IsDigits(i + 4) ? words.Value(i + 4, TimeWord.Number) : null;
        if (a > 1900 && third is { } day)
            return Valid(a, b, day) is { } iso ? new(iso, i, i + 5) : null;
        if (third is null && !words.IsMark(i + 1, '/'))
            return null;
        if (b > 12 && a <= 12)
            (a, b) = (b, a);
        var year = third is null ? (int?)null : third < 100 ? 2000 + third : third;
        return (year is { } said ? Valid(said, b, a) : NextOf(b, a)) is { } date ? new(date, i, third is null ? i + 3 : i + 5) : null;
    }

    DateSaid? Near(int i)
    {
        if (inForce is { } before && i > 1 && words.Is(i, TimeWord.Late) && words.IsMark(i - 1, ',') && words.Is(i - 2, TimeWord.This)) // مش ده، اللي بعده
            return new(before.PlusWeeks(1), i, i + 1);
        if (words.Is(i, TimeWord.Today) && i > 0 && words[i - 1].Text is "نفس" or "nafs")
            return null; // the same day, whichever that is
        // the same day
        if (inForce is { } same && expectsDate && !expectsTime && words[i].Text is "نفس" or "nafs" && i + 1 < words.Count && words[i + 1].Text is "اليوم" or "elyom" or "elyoum" or "youm" or "yom")
            return new(same, i, i + 2);
        // نفس اليوم الاسبوع الجاي
        if (inForce is { } again && words[i].Text is "نفس" or "nafs" && words.Is(i + 1, TimeWord.Today) | words.Is(i + 1, TimeWord.DayUnit, 1) && WeekRef(i + 2, out var weekEnd) == 1)
            return new(again.PlusWeeks(1), i, weekEnd);
        // يبقي بعده
        if (inForce is { } told && expectsDate && !expectsTime && words.Is(i, TimeWord.Late) && i + 1 == words.Count && i <= 1 && !words.HasWho(i))
            return new(told.PlusDays(1), i, i + 1);
        // a day like today, like tomorrow
        if (i > 0 && words[i - 1].Text is "زي" or "zay" or "zy" && (words.Is(i, TimeWord.Today) || words.Is(i, TimeWord.Tomorrow)))
            return new(today.PlusDays(words.Is(i, TimeWord.Today) ? 7 : 8), i, WeekRef(i + 1, out var likeEnd) == 1 ? likeEnd : i + 1);
        if (expectsDate && !expectsTime && i + 2 < words.Count && words[i].Text is "اليوم" && words[i + 1].Text is "ده" or "دا" && words[i + 2].Text is "نفسه") // this very day
            return new(today, i, i + 3);
        if (i < words.Count && words[i].Text is "اليوم" or "واليوم" && DayTalk.IsTheDay(words, i))
            return null; // the day, and not today
        if (words.Is(i, TimeWord.Tomorrow) && words[i].Text is "الغدا")
            return null; // lunch
        if (words.Is(i, TimeWord.Today) || words.Is(i, TimeWord.Tonight))
            return new(today, i, words.Is(i + 1, TimeWord.Weekday, (int)today.DayOfWeek) ? i + 2 : i + 1);
        if (words.Is(i, TimeWord.Tomorrow))
        {
            // مش بكره، اللي بعده
            var late = words.IsMark(i + 1, ',') ? i + 2 : i + 1;
            return words.Is(late, TimeWord.Late) && words.HasWho(late) ? new(today.PlusDays(2), i, late + 1) : new(today.PlusDays(1), i, i + 1);
        }

        // بعد بكره, the day after tomorrow
        var next = words.Skip(i, TimeWord.The, TimeWord.DayUnit);
        var after = 0;
        for (; words.Is(next, TimeWord.After); next++)
            after++;
        return after > 0 && words.Is(next, TimeWord.Tomorrow) && words[next].Text is not "الغدا" ? new(today.PlusDays(1 + after), i, next + 1) : null;
    }

    // بعد يومين, كمان 3 ايام, in two weeks, a week from today
    DateSaid? Away(int i)
    {
        var announced = words.Is(i, TimeWord.After);
        var next = announced ? i + 1 : i;
        if (next < words.Count && words[next].Text is "a" or "an")
            next++;
        var number = words.Number(next, out var past);
        if (number is null && words.Is(next, TimeWord.Third) && IsLength(next + 1)) // تلت ايام
            (number, past) = (3, next + 1);
        if (number is not null)
            next = past;
        if (Length(next, number ?? 1) is not { } date)
            return null;
        next++;
        if (!announced)
        {
            // a week from today, 3 days from now
            if (!words.Is(next, TimeWord.From) || !(words.Is(next + 1, TimeWord.Today) || next + 1 < words.Count && words[next + 1].Text is "now" or "دلوقتي"))
                return null;
            next += 2;
        }
        else if ((words.Is(next, TimeWord.From) || next < words.Count && words[next].Text is "زي" or "zay") && words.Is(next + 1, TimeWord.Today)) // بعد اسبوع من النهارده, زي النهارده
        {
            next += 2;
        }

        return new(date, i, next);
    }

    // a week after this coming Monday, two days after Thursday, a week from Tuesday, a week on Tuesday
    DateSaid? LaterThan(int i)
    {
        var number = words.Number(i, out var unit);
        if (number is null)
            unit = i;
        if (!words.Is(unit, TimeWord.DayUnit) && !words.Is(unit, TimeWord.WeekUnit) || !(words.Is(unit + 1, TimeWord.After) || IsCountedFrom(i, unit)) || Weekday(unit + 2) is not { } from)
            return null;
        return new(from.Date.PlusDays((number ?? 1) * (words.Value(unit, TimeWord.DayUnit) ?? 7)), i, from.End);
    }

    bool IsCountedFrom(int i, int unit) =>
        unit + 1 < words.Count && words[unit + 1].Text is "from" or "on" && (unit > i || i > 0 && words[i - 1].Text == "a");

    // بعد الجمعه بيوم, ba3d el gom3a b yom, قبل الخميس بيومين; اليوم اللي بعد الجمعه
    DateSaid? DayAfter(int i)
    {
        if (i + 2 < words.Count && words[i].Text is "اليوم" or "elyom" && words.Is(i + 1, TimeWord.After, 1) && Weekday(i + 2) is { } of)
            return of with { Date = of.Date.PlusDays(1), Start = i };
        var isAfter = words.Is(i, TimeWord.After);
        if (!isAfter && !words.Is(i, TimeWord.Before) || Weekday(i + 1) is not { } from || from.End >= words.Count)
            return null;
        var unit = words[from.End].Text is "b" or "be" ? from.End + 1 : from.End;
        if (unit == from.End && words[unit].Text[0] is not ('ب' or 'b'))
            return null;
        var days = words.Value(unit, TimeWord.DayUnit) ?? words.Value(unit, TimeWord.WeekUnit) * 7 ?? (words[unit].Text is "beyom" or "biyom" or "byom" or "bayom" ? 1 : words[unit].Text is "besbo3" or "bosbo3" or "be2osbo3" ? 7 : default(int?));
        return days is { } said ? new(from.Date.PlusDays(isAfter ? said : -said), i, unit + 1) : null;
    }

    LocalDate? Length(int i, int number)
    {
        if (words.Value(i, TimeWord.DayUnit) is { } days)
            return today.PlusDays(days * number);
        if (words.Value(i, TimeWord.WeekUnit) is { } weeks)
            return today.PlusWeeks(weeks * number);
        return words.Value(i, TimeWord.MonthUnit) is { } months ? today.PlusMonths(months * number) : null;
    }

    // الخميس الجاي, next thursday, thursday next week, الاسبوع الجاي يوم الحد
    DateSaid? Weekday(int i)
    {
        // خليها حد, لاقرب تلات; خليها اتنين may be two o'clock
        var (next, isNext, isThis, week, announced) = (i, false, false, default(int?), i > 0 && words[i - 1].Text is "خليها" or "خليه" or "خلوها" or "5aleha" or "khaleha" or "5aliha" or "افضلها" or "la2rab" or "اقرب" or "لاقرب" && (expectsDate && words[i - 1].Text is "اقرب" or "افضلها" || Enumerable.Range(0, i).Any(j => words.Is(j, TimeWord.Weekday)) || expectsDate && !expectsTime || !words.Is(i, TimeWord.Number)));
        if (WeekRef(next, out var afterWeek) is { } before)
        {
            week = before;
            next = words.Skip(afterWeek, TimeWord.On, TimeWord.DayUnit, TimeWord.In, TimeWord.The);
            announced = next > afterWeek;
        }

        for (; ; next++)
            if (words.Is(next, TimeWord.Next))
                isNext = true;
            else if (words.Is(next, TimeWord.This))
                isThis = true;
            else if (words.Is(next, TimeWord.On) || words.Is(next, TimeWord.DayUnit, 1) || words.Is(next, TimeWord.The))
                announced = true;
            else
                break;
        if ((words.Value(next, TimeWord.Weekday) ?? (announced || isNext || isThis || DayTalk.IsPlainly(words, next, expectsDate && !expectsTime) ? words.Value(next, TimeWord.WeekdayBare) : null)) is not { } day)
            return null;
        if (expectsTime && !expectsDate && !announced && words.Is(next, TimeWord.Number)) // ع الاربعه
            return null;
        if (DayTalk.IsCount(words, next) || IsCounted(next) || !announced && DayTalk.IsHowMany(words, next) || DayTalk.IsOver(words, next))
            return null;
        // the given name in جمعه مباركه
        if (next + 1 < words.Count && words[next + 1].Text is "مباركه" or "mobarka" or "mobaraka")
            return null;
        next++;
        var later = 0;
        while (true)
        {
            if (words.Is(next, TimeWord.Not) && (words.Is(next + 1, TimeWord.Next) || words.Is(next + 1, TimeWord.This) && words.Is(DayTalk.SkipNo(words, next + 2), TimeWord.Late))) // مش الجاي اللي بعده
                next += 2;
            else if (later == 0 && DayTalk.SkipNo(words, next) is var behind && behind > next && words.Is(behind, TimeWord.Late)) // ده لا، اللي بعده
                next = behind;
            else if (later == 0 && isThis && words.IsMark(next, ',') && next + 4 == words.Count && words[next + 2].Text is "one" && words[next + 3].Text is "after") // not this Monday, the one after
                (later, isThis, next) = (1, false, next + 4);
            else if (words.Is(next, TimeWord.After, 1) && words.Is(next + 1, TimeWord.Next)) // السبت اللي بعد الجاي
                (later, next) = (1, next + 2);
            else if (later == 0 && words.IsMark(next, ',') && (words.Is(next + 1, TimeWord.Late) || words.Is(next + 1, TimeWord.Not) && words.Is(next + 2, TimeWord.Next) && words.Is(next + 3, TimeWord.Late)))
                next++;
            else if (words.Is(next, TimeWord.Next) && !words.Is(next + 1, TimeWord.WeekUnit))
                (isNext, next) = (true, next + 1);
            else if (words.Is(next, TimeWord.This) && !(words.Is(next + 1, TimeWord.WeekUnit) && words[next + 1].Text[0] != 'ب'))
                (isThis, next) = (true, next + 1);
            else if (words.Is(next, TimeWord.Late))
                (later, next) = (1, next + 1);
            else
                break;
        }

        var inWeek = words.Skip(next, TimeWord.In, TimeWord.Of, TimeWord.The);
        if (week is null && WeekRef(inWeek, out var end) is { } said)
            (week, next) = (said, end);
        return Resolve(day, isNext, isThis, week, later, i, next);
    }

    // تلات شهور, اربع ايام
    bool IsCounted(int i) => words.Is(i, TimeWord.Number) && (words.Is(i + 1, TimeWord.DayUnit) || words.Is(i + 1, TimeWord.WeekUnit) || words.Is(i + 1, TimeWord.MonthUnit) || words.Is(i + 1, TimeWord.Hours));

    DateSaid Resolve(int day, bool isNext, bool isThis, int? week, int later, int start, int end)
    {
        var ahead = (day - (int)today.DayOfWeek + 7) % 7;
        if (week is { } weeks)
        {
            var date = Week(weeks).Start.PlusDays((day - (int)weekStart + 7) % 7);
            return new(date < today ? date.PlusWeeks(1) : date, start, end);
        }

        if (ahead == 0 && (!isThis || isNext))
            ahead = 7;
        var coming = today.PlusDays(ahead + 7 * later);
        // "next Thursday" while this week's is still ahead: many mean the one after. الخميس الجاي is the coming one, but for the day that is called tomorrow
        var other = isNext && later == 0 && ahead < 7 && Week(0).Contains(coming) && (ahead == 1 || IsEnglish(start, end)) ? coming.PlusWeeks(1) : default(LocalDate?);
        return new(coming, start, end, OrElse: other);
    }

    bool IsEnglish(int start, int end)
    {
        for (var i = start; i < end; i++)
            if (words.Is(i, TimeWord.Next) && words[i].Text == "next")
                return true;
        return false;
    }

    // next week, this week, الاسبوع الجاي, الاسبوع ده: how many weeks on
    int? WeekRef(int i, out int next)
    {
        next = i;
        if (words.Is(i, TimeWord.WeekUnit, 1) && !words.Is(i - 1, TimeWord.After) && (words.Is(i + 1, TimeWord.Next) || words.Is(i + 1, TimeWord.This)))
            next = i + 2;
        else if ((words.Is(i, TimeWord.Next) || words.Is(i, TimeWord.This)) && words.Is(i + 1, TimeWord.WeekUnit, 1))
            next = i + 2;
        if (next == i)
            return null;
        var isNext = words.Is(i, TimeWord.Next) || words.Is(i + 1, TimeWord.Next);
        if (words.Is(next, TimeWord.Late))
        {
            next++;
            return 2;
        }

        return isNext ? 1 : 0;
    }

    DateInterval Week(int ahead)
    {
        var start = today.PlusDays(-((int)today.DayOfWeek - (int)weekStart + 7) % 7).PlusWeeks(ahead);
        return new(start, start.PlusDays(6));
    }

    // يوم 3, the 7th, 7th of this month, 7 march, يوم 3 الشهر الجاي, تلاته ديسمبر
    DateSaid? OfMonth(int i)
    {
        var next = words.Skip(i, TimeWord.On, TimeWord.The);
        var announced = false;
        if (words.Is(next, TimeWord.DayUnit, 1))
            (announced, next) = (true, next + 1);
        var (number, past) = words.Is(next, TimeWord.Half) && MonthRef(next + 1, out _) is not null ? (15, next + 1) : (words.Number(next, out var after), after); // نص الشهر
        if (number is null && FormalDay(next, out past) is { } formal) // الثاني والعشرون من يونيو
            number = formal;
        if (number is not (>= 1 and <= 31 and var day) || words.IsInRow(next))
            return null;
        // the 8th month she is in; two in one day
        if (past < words.Count && words.IsDigits(next) && words.IsOrdinal(next, past) && words[past].Text is "month" || words[next].Text is "واحد" && announced && !expectsDate && !words.Is(words.Skip(past, TimeWord.Of, TimeWord.In), TimeWord.Month))
            return null;
        // the 7th, on the second; not "on second thought", "5th street"
        // nor "the first slot", "the third one"
        var isOrdinal = words.IsOrdinal(next, past) && (words.IsDigits(next) || words.Is(next - 1, TimeWord.The) && (day > 3 || words.Is(i, TimeWord.On)) || announced) && !(past < words.Count && words[past].Text is "street" or "st" or "avenue" or "ave" or "floor" or "time");
        var month = words.Skip(past, TimeWord.Of, TimeWord.In, TimeWord.The);
        if (words.Is(next, TimeWord.Ordinal, 1) && words.Is(past, TimeWord.DayUnit, 1)) // اول يوم في الشهر
            month = words.Skip(past + 1, TimeWord.Of, TimeWord.In, TimeWord.The);
        if (words.IsMark(past, '/') && words.IsDigits(past + 1))
            return Written(next) is { } written ? written with { Start = i } : null;
        if (words.Value(month, TimeWord.Month) is { } named)
            return NextOf(named, day) is { } date ? new(date, i, month + 1) : null;
        // ١٢ ستة, عشرة تمانية الساعة ستة
        if (past < words.Count && !words.IsDigits(past) && !words.HasAnd(past) && (words.IsDigits(next) || expectsDate) && words.Value(past, TimeWord.Number) is >= 1 and <= 12 and var numbered && !words.IsMere(past) && !IsLength(past + 1) && !words.HasAnd(past + 1) && !words.Is(past + 1, TimeWord.Minus) && NextOf(numbered, day) is { } inMonth)
            return new(inMonth, i, past + 1);
        if (MonthRef(month, out var end) is { } months)
        {
            if (end == month + 1 && Coming(day) is { } nextSuch) // اول الشهر: the next first there is
                return new(nextSuch, i, end);
            var first = today.PlusMonths(months).With(DateAdjusters.StartOfMonth);
            return Valid(first.Year, first.Month, day) is { } of ? new(of, i, end) : null;
        }

        return (announced && !IsLength(past) || isOrdinal) && !words.IsMark(past, ':') && Coming(day) is { } coming ? new(coming, i, past) : null;
    }

    // الثاني والعشرون, الخامس عشر: only before a month
    int? FormalDay(int i, out int past)
    {
        past = i + 1;
        if (words.Value(i, TimeWord.DayName) is not { } day)
            return null;
        if (past < words.Count && words.HasAnd(past) && words.Value(past, TimeWord.Number) is (20 or 30) and var tens)
            (day, past) = (day + tens, past + 1);
        else if (words.Value(past, TimeWord.Number) == 10)
            (day, past) = (day + 10, past + 1);
        return words.Is(words.Skip(past, TimeWord.Of, TimeWord.In), TimeWord.Month) ? day : null;
    }

    // اخر يوم في الشهر, اول سبت في الشهر الجاي
    DateSaid? InMonth(int i)
    {
        var isLast = words[i].Text is "اخر" or "last" or "akher" or "a5er";
        if (!isLast && !words.Is(i, TimeWord.Ordinal, 1))
            return null;
        var weekday = words.Value(i + 1, TimeWord.Weekday) ?? words.Value(i + 1, TimeWord.WeekdayBare);
        if (weekday is null && !(isLast && words.Is(i + 1, TimeWord.DayUnit, 1)))
            return null;
        var month = words.Skip(i + 2, TimeWord.Of, TimeWord.In, TimeWord.The);
        var end = month + 1;
        var first = words.Value(month, TimeWord.Month) is { } named ? NextOf(named, 1) ?? today : MonthRef(month, out end) is { } months ? today.PlusMonths(months).With(DateAdjusters.StartOfMonth) : default(LocalDate?);
        if (first is not { } start)
            return null;
        var last = start.With(DateAdjusters.EndOfMonth);
        if (weekday is not { } day)
            return new(last, i, end);
        var date = isLast ? last.PlusDays(-(((int)last.DayOfWeek - day + 7) % 7)) : start.PlusDays((day - (int)start.DayOfWeek + 7) % 7);
        return date < today ? null : new(date, i, end);
    }

    bool IsLength(int i) => words.Is(i, TimeWord.DayUnit) || words.Is(i, TimeWord.WeekUnit) || words.Is(i, TimeWord.MonthUnit) || words.Is(i, TimeWord.Hours);

    // march 7th, march the 7th
    DateSaid? MonthFirst(int i)
    {
        if (words.Value(i, TimeWord.Month) is not { } month)
            return null;
        var next = words.Skip(i + 1, TimeWord.The);
        return words.Number(next, out var past) is >= 1 and <= 31 and var day && !words.IsMark(past, ':') && NextOf(month, day) is { } date ? new(date, i, past) : null;
    }

    // at once, a weekday, and else a day of the month
    DateSaid? Bare(int i) =>
        words[i].Text is "حالا" or "دلوقتي" or "دلوقت" or "7alan" or "delwa2ty" or "dlwa2ty" && !expectsTime && (words.Count == 1 || words.Count <= 6 && i + 1 < words.Count && (words[i + 1].IsMark || words[i + 1].Text is "لو" or "law" or "ينفع" or "ممكن" or "حالا")) ? new(today, i, i + 1) :
        words.Value(i, TimeWord.WeekdayBare) is { } weekday && !words.IsDigits(i) && words.Count == 1 ? Resolve(weekday, false, false, null, 0, i, i + 1) :
        words.Number(i, out var past) is >= 1 and <= 31 and var day && !words.IsMark(past, ':') && !IsLength(past) && Coming(day) is { } date && !DayTalk.IsCount(words, i) && !words.IsMere(i) && !DayTalk.IsHowMany(words, i) && !(words.IsOrdinal(i, past) && !words.IsDigits(i)) ? new(date, i, past) : null;

    // this month, of the month, الشهر الجاي: how many months on
    int? MonthRef(int i, out int next)
    {
        next = i;
        if ((words.Is(i, TimeWord.Next) || words.Is(i, TimeWord.This)) && words.Is(i + 1, TimeWord.MonthUnit, 1))
            next = i + 2;
        else if (words.Is(i, TimeWord.MonthUnit, 1) && words[i].Text is not ("شهور" or "months")) // تلات شهور: how long
            next = words.Is(i + 1, TimeWord.Next) || words.Is(i + 1, TimeWord.This) ? i + 2 : i + 1;
        else
            return null;
        return words.Is(i, TimeWord.Next) || next == i + 2 && words.Is(i + 1, TimeWord.Next) ? 1 : 0;
    }

    LocalDate? Coming(int day)
    {
        if (inForce is { } before && before > today && Valid(before.Year, before.Month, day) is { } beside && beside >= today)
            return beside;
        for (var months = 0; months < 3; months++)
        {
            var first = today.PlusMonths(months).With(DateAdjusters.StartOfMonth);
            if (Valid(first.Year, first.Month, day) is { } date && date >= today)
                return date;
        }

        return null;
    }

    LocalDate? NextOf(int month, int day)
    {
        for (var years = 0; years < 5; years++)
            if (Valid(today.Year + years, month, day) is { } date && date >= today)
                return date;
        return null;
    }

    static LocalDate? Valid(int year, int month, int day) =>
        year is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
}
