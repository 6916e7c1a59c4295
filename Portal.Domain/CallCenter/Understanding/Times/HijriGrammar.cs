using System.Collections.Frozen;
using NodaTime;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>
/// Days told by Ramadan and the feasts: اول يوم رمضان, تالت يوم العيد, بعد العيد, in Ramadan. By the calendar of Umm al-Qura: where the crescent is
/// looked for, a month may begin a day later, so what comes of it is always said back as a date.
/// </summary>
sealed class HijriGrammar
{
    const int Ramadan = 9, Shawwal = 10, Pilgrimage = 12; // months
    const int DaysAfter = 14; // how far "after the feast" reaches

    static readonly FrozenDictionary<string, int> Months = new Dictionary<string, int>
    {
        ["شعبان"] = 8, ["شوال"] = Shawwal, ["رمضان"] = Ramadan, ["ramadan"] = Ramadan, ["ramdan"] = Ramadan, ["ramadhan"] = Ramadan, ["shaaban"] = 8, ["sha3ban"] = 8, ["shawwal"] = Shawwal,
    }.ToFrozenDictionary();

    static readonly FrozenSet<string> Feasts = new[] { "العيد", "عيد", "للعيد", "والعيد", "eid", "el3id", "el3eed", "el3eid", "3id", "3eed", "3eid", "eleid" }.ToFrozenSet();
    static readonly FrozenSet<string> Fitr = new[] { "الفطر", "الصغير", "fitr", "alfitr", "elfetr", "elfitr", "elso8ayar", "elsoghayar" }.ToFrozenSet();
    static readonly FrozenSet<string> Adha = new[] { "الاضحي", "الكبير", "adha", "aladha", "eladha", "elad7a", "elkebir", "elkbeer", "elkebeer" }.ToFrozenSet();
    static readonly FrozenSet<string> Eves = new[] { "وقفه", "الوقفه", "ليله", "wa2fet", "wa2fa", "lelet" }.ToFrozenSet();

    static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>
    {
        ["تاني"] = 2, ["ثاني"] = 2, ["تالت"] = 3, ["ثالث"] = 3, ["رابع"] = 4, ["خامس"] = 5, ["سادس"] = 6, ["سابع"] = 7, ["تامن"] = 8, ["تاسع"] = 9, ["عاشر"] = 10,
        ["awel"] = 1, ["awal"] = 1, ["tany"] = 2, ["tani"] = 2, ["talet"] = 3, ["rabe3"] = 4,
    }.ToFrozenDictionary();

    readonly TimeScan words;
    readonly LocalDate today;
    readonly bool says;

    public HijriGrammar(TimeScan words, LocalDate today)
    {
        (this.words, this.today) = (words, today);
        for (var i = 0; i < words.Count && !says; i++)
            says = Months.ContainsKey(words[i].Text) || Feasts.Contains(words[i].Text);
    }

    /// <summary>The day said from word <paramref name="i"/> on; null where none is.</summary>
    public DateSaid? At(int i)
    {
        if (!says || i > 0 && words[i - 1].Text is "ده" or "دي" or "da" or "di") // ده ليله العيد: said against it
            return null;
        // بعد العيد بيومين
        if (words.Is(i, TimeWord.After) && Period(i + 1, out var end) is { } period && Length(end) is { } days)
            return new(period.End.PlusDays(days), i, end + 1);
        if (Eves.Contains(words[i].Text) && Feast(words.Skip(i + 1, TimeWord.The, TimeWord.Of), out end) is { } eve)
            return new(eve.Start.PlusDays(-1), i, end);
        var next = words.Skip(i, TimeWord.On, TimeWord.The);
        var announced = words.Is(next, TimeWord.DayUnit, 1);
        if (announced)
            next++;
        var (number, past) = Ordinals.TryGetValue(next < words.Count ? words[next].Text : "", out var told) ? (told, next + 1) : (words.Number(next, out var after), after);
        if (number is null)
        {
            // يوم العيد
            return announced && Feast(words.Skip(next, TimeWord.The, TimeWord.Of), out end) is { } feast ? new(feast.Start, i, end) : null;
        }

        var unit = words.Skip(past, TimeWord.DayUnit, TimeWord.In, TimeWord.Of, TimeWord.The);
        if (Feast(unit, out end) is { } nth)
            return number <= Period(unit, out _)!.Length ? new(nth.Start.PlusDays(number.Value - 1), i, end) : null;
        return Month(unit) is { } month && number is >= 1 and <= 30 ? new(NextOf(month, number.Value), i, unit + 1) : null;
    }

    /// <summary>A span of days that names no day: في رمضان, بعد العيد, before Eid.</summary>
    public DaysSaid? SpanAt(int i)
    {
        if (!says || i == 0 || Period(i, out var end) is not { } period)
            return null;
        var before = i - 1;
        while (before > 0 && (words.Is(before, TimeWord.The) || words.Is(before, TimeWord.MonthUnit)))
            before--;
        if (words.Is(before, TimeWord.After))
            return new(new(period.End.PlusDays(1), period.End.PlusDays(DaysAfter)), before, end);
        if (words.Is(before, TimeWord.Before))
            return period.Start > today ? new(new(today, period.Start.PlusDays(-1)), before, end) : null;
        return words.Is(before, TimeWord.In) ? new(new(LocalDate.Max(today, period.Start), period.End), before, end) : null;
    }

    DateInterval? Period(int i, out int end)
    {
        end = i + 1;
        if (Feast(i, out var past) is { } feast)
        {
            end = past;
            return feast;
        }

        if (Month(i) is not { } month)
            return null;
        var year = YearOf(month);
        return new(Iso(year, month, 1), Iso(year, month, CalendarSystem.UmAlQura.GetDaysInMonth(year, month)));
    }

    int? Month(int i) => i >= 0 && i < words.Count && Months.TryGetValue(words[i].Text, out var month) ? month : null;

    // the feast at this word: the one that is named, or else the next
    DateInterval? Feast(int i, out int end)
    {
        end = i + 1;
        if (i >= words.Count || !Feasts.Contains(words[i].Text))
            return null;
        var which = words.Skip(end, TimeWord.The);
        if (which < words.Count && words[which].Text is "al" or "el" && which + 1 < words.Count)
            which++;
        var (fitr, adha) = (which < words.Count && Fitr.Contains(words[which].Text), which < words.Count && Adha.Contains(words[which].Text));
        if (fitr || adha)
            end = which + 1;
        else if (words[i].Text == "عيد") // somebody's name, a birthday
            return null;
        var (first, second) = (Fast(), Sacrifice());
        return fitr ? first : adha ? second : first.End < second.End ? first : second;
    }

    DateInterval Fast() => Coming(Shawwal, 1, 3);

    DateInterval Sacrifice() => Coming(Pilgrimage, 10, 4);

    DateInterval Coming(int month, int day, int length)
    {
        var year = today.WithCalendar(CalendarSystem.UmAlQura).Year;
        var start = Iso(year, month, day);
        if (start.PlusDays(length - 1) < today)
            start = Iso(year + 1, month, day);
        return new(start, start.PlusDays(length - 1));
    }

    int YearOf(int month)
    {
        var now = today.WithCalendar(CalendarSystem.UmAlQura);
        return month < now.Month ? now.Year + 1 : now.Year;
    }

    LocalDate NextOf(int month, int day)
    {
        var year = YearOf(month);
        var date = Iso(year, month, Math.Min(day, CalendarSystem.UmAlQura.GetDaysInMonth(year, month)));
        return date < today ? Iso(year + 1, month, Math.Min(day, CalendarSystem.UmAlQura.GetDaysInMonth(year + 1, month))) : date;
    }

    int? Length(int i) => words.Value(i, TimeWord.DayUnit) ?? words.Value(i, TimeWord.WeekUnit) * 7;

    static LocalDate Iso(int year, int month, int day) => new LocalDate(year, month, day, CalendarSystem.UmAlQura).WithCalendar(CalendarSystem.Iso);
}
