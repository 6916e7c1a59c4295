using System.Collections.Frozen;
using NodaTime;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>
/// Reads dates and times out of what people say, in Egyptian Arabic, English and the chat alphabet. By rule, and by these rules alone: no
/// language model ever resolves a date.
/// </summary>
/// <param name="WeekStart">Saturday in Egypt: "next week" begins there.</param>
/// <param name="IsOpen">Whether the clinic is open then: "at five" is the five it is open at.</param>
public sealed record TimeExpressions(IsoDayOfWeek WeekStart, Func<LocalTime, bool> IsOpen)
{
    /// <summary>A clinic of Egypt whose hours nobody told: open from eight in the morning until eleven at night.</summary>
    public static TimeExpressions Egypt { get; } = new(IsoDayOfWeek.Saturday, _ => true);

    /// <param name="now">Where the clinic is.</param>
    /// <param name="expectsDate">A day was just asked for, so that a bare number is one.</param>
    /// <param name="expectsTime">Likewise a time.</param>
    /// <param name="inForce">The day that was wished for before.</param>
    public TimesSaid Read(Utterance utterance, LocalDateTime now, bool expectsDate = false, bool expectsTime = false, LocalDate? inForce = null)
    {
        var words = new TimeScan(utterance);
        var dates = new DateGrammar(words, now.Date, WeekStart, expectsDate, inForce, expectsTime);
        var clock = new ClockGrammar(words, IsOpen, expectsTime);
        var hijri = new HijriGrammar(words, now.Date);
        var (days, times, parts, spans) = (new List<DateSaid>(), new List<TimeSaid>(), new List<PartSaid>(), new List<DaysSaid>());
        for (var i = 0; i < words.Count;)
        {
            if ((hijri.At(i) ?? dates.At(i, expected: false)) is { } date)
            {
                if (words.Is(date.End - 1, TimeWord.Tonight))
                    parts.Add(new(PartOfDay.Evening, date.End - 1, date.End));
                days.Add(date with { Excluded = Unwanted.IsDay(words, date) || words.Is(date.Start - 1, TimeWord.Before) || Unwanted.IsFarewell(words, date) });
                if (words.Is(date.Start - 1, TimeWord.Before) && days.Count == 1 && date.Date > now.Date) // قبل الخميس
                    spans.Add(new(new(now.Date, words[date.Start - 1].Text is "قبل" or "before" ? date.Date.PlusDays(-1) : date.Date), date.Start - 1, date.End));
                i = date.End;
                // بكره حداشر, خميس ٥: an hour right after the day, unless it is the day's own number
                if (words.Value(i, TimeWord.Number) is >= 1 and <= 12 and var bare && !(words.HasAnd(i) && words.Is(i, TimeWord.WeekdayBare)) && (!words.IsDigits(i) || bare != date.Date.Day && EndsAt(words, i + 1)) && clock.At(i, expected: true) is { } hour)
                {
                    times.Add(hour);
                    i = hour.End;
                }
            }
            else if (NextDay(words, i, days, inForce) is { } following)
            {
                days.Add(following);
                i = following.End;
            }
            else if (clock.At(i, expectsTime) is { } time)
            {
                times.Add(time with { Excluded = Unwanted.IsSaidAway(words, time.Start) || Unwanted.IsRefused(words, words.Skip(time.End, TimeWord.This)) || Unwanted.IsElsewhere(words, time.Start)
                    || Unwanted.IsHourOff(words, time) || Unwanted.CannotCome(words, time.Start) || time.End < words.Count && words[time.End].Text is "بدري" or "مستحيل" or "صعب", Bound = PrayerWords.BoundBefore(words, time.Start) });
                i = time.End;
            }
            else if (expectsDate && days.Count == 0 && dates.At(i, expected: true) is { } number)
            {
                days.Add(number);
                i = number.End;
            }
            else if ((hijri.SpanAt(i) ?? dates.SpanAt(i)) is { } span)
            {
                spans.Add(span);
                i = span.End;
            }
            else
            {
                if (PrayerWords.At(words, i) is { } part && !IsGreeting(words, i) && !IsOver(words, i) && !PartTalk.IsOfElse(words, part))
                    parts.Add(part);
                i++;
            }
        }

        // its hour or part goes with a day that is another's
        parts.RemoveAll(part => days.Exists(day => day.Excluded && day.End == part.Start && EventWords.IsOfEvent(words, day)));
        LeaveReasons(words, days);
        LeavePlans(words, days);
        MeetFast(words, parts, days.LastOrDefault(day => !day.Excluded) is { End: > 0 } of ? of.Date : now.Date);
        MeetAlternatives(words, days, times, spans);
        // بالليل عشان شغال صباحي; الصبح ولا بليل؟
        parts.RemoveAll(part => IsReason(words, part.Start, days, times, parts) || (words.Asks || words.Words.Any(word => word.Text is "عارف" or "عارفه")) && parts.Exists(other => other.End < part.End && IsOr(words, other.End, part.Start) || other.Start > part.Start && IsOr(words, part.End, other.Start)));
        parts.RemoveAll(part => Unwanted.IsPart(words, part));
        // الصباح، راجلي بيكون في المستشفى بالليل
        if (parts.Count > 1 && parts[0].Start <= 1 && words.IsMark(parts[0].End, ',') && !(parts[0].End + 1 < words.Count && words[parts[0].End + 1].Text is "لا" or "لاء" or "قصدي" or "او"))
            parts.RemoveRange(1, parts.Count - 1);
        MeetHalves(times, parts);
        if (times.FindAll(time => !time.Excluded) is [{ Guessed: false, Bound: Bound.At, Either: false } exact] && !EventWords.IsName(words, exact.Start - 1)) // 1 pm, I am a morning person
            parts.Clear();
        Prefer(words, times);
        LeaveOld(words, days);
        if (times.Count == 1 && words.Count > 3 && words[words.Count - 1].Text is "لا" && words[words.Count - 2].IsMark && times[0].Guessed)
            times[0] = times[0] with { Excluded = true };
        for (var i = 0; i < days.Count; i++)
            days[i] = days[i] with { OfExisting = Unwanted.IsOfBefore(words, days[i].Start) || AppointmentWords.SurelyBefore(words.Words, days[i].Start) || days.Count > 1 && AppointmentWords.Before(words.Words, days[i].Start) };
        return new(days, times, parts, spans);
    }

    // فرح الحد، خليها تاني يوم: the day after the one that was told
    static DateSaid? NextDay(TimeScan words, int i, List<DateSaid> days, LocalDate? inForce) =>
        // السبت مش فاضيين، يبقي اللي بعده
        days.Count > 0 && days[^1] is { Excluded: true } busy && words.Is(i, TimeWord.Late) && words.HasWho(i) && (words[i - 1].IsMark || words[i - 1].Text is "يبقي" or "بل" or "خلاص" or "yeb2a") && words.Is(words.Skip(busy.Start, TimeWord.On, TimeWord.DayUnit, TimeWord.This, TimeWord.The), TimeWord.Weekday) ? new(busy.Date.PlusWeeks(1), i, i + 1) :
        words[i].Text is "تاني" or "tany" or "tani" && words.Is(i + 1, TimeWord.DayUnit, 1) && !words.HasWho(i) && (i + 2 >= words.Count || words[i + 2].IsMark) && (days.Count > 0 ? days[^1].Date : inForce) is { } told
            ? new(told.PlusDays(1), i, i + 2) : null;

    // الحد عشان التقديم بيقفل الاتنين: what comes after is why
    static void LeaveReasons(TimeScan words, List<DateSaid> days)
    {
        for (var i = 1; i < days.Count; i++)
            if (!days[i].Excluded && (!days[i - 1].Excluded || days[i - 1].Date == days[i].Date) && words.Words.Take(days[i].Date == days[i - 1].Date ? days[i].Start : days[i].Start - 1).Skip(days[i - 1].End).Any(word => word.Text is "عشان" or "علشان" or "3shan" or "3ashan" or "لان" or "اصل")
                && !words.Words.Take(days[i].Start).Skip(days[i - 1].End).Any(word => word.IsMark))
                days[i] = days[i] with { Excluded = true };
    }

    // بعد بكرة، بكرة هجيب البدلة: of two days, one on which something else is done
    static void LeavePlans(TimeScan words, List<DateSaid> days)
    {
        if (days.FindAll(day => !day.Excluded) is not { Count: > 1 } wished)
            return;
        foreach (var day in wished.FindAll(day => EventWords.IsPlan(words, day.End) || day.Start > wished[0].Start && IsReasoned(words, day.Start)) is { Count: > 0 } plans && plans.Count < wished.Count ? plans : [])
            days[days.IndexOf(day)] = day with { Excluded = true };
        // الحد والجمعه كله قداسات: the one it is joined to goes with it
        for (var i = days.Count - 2; i >= 0; i--)
            if (days[i + 1].Excluded && !days[i].Excluded && days[i].End == days[i + 1].Start && words.HasAnd(days[i + 1].Start) && days.FindAll(day => !day.Excluded).Count > 1)
                days[i] = days[i] with { Excluded = true };
    }

    static bool IsReasoned(TimeScan words, int start)
    {
        while (start > 0 && (words.Is(start - 1, TimeWord.On) || words.Is(start - 1, TimeWord.DayUnit)))
            start--;
        return start > 0 && Reasons.Contains(words[start - 1].Text) && words[start - 1].Text is not ("عشان" or "علشان");
    }

    // because, for: something that was said before it is the wish
    static bool IsReason(TimeScan words, int start, List<DateSaid> days, List<TimeSaid> times, List<PartSaid> parts)
    {
        for (var i = words[start].Text.StartsWith("فال", StringComparison.Ordinal) ? 0 : start - 1; i > 0 && words[i].Text is not "." and not "!"; i--)
            if (Reasons.Contains(words[i].Text) || i >= start - 3 && EventWords.IsHad(words, i))
                return days.Exists(day => day.End <= i && !day.Excluded) || times.Exists(time => time.End <= i && !time.Excluded) || parts.Exists(part => part.End <= i);
        return false;
    }

    static readonly FrozenSet<string> Reasons = "عشان علشان لحسن لاحسن لان لاني لانه اصل اصلي باش 3shan 3ashan asl l2en because".Split(' ').ToFrozenSet();

    // واحدة احسن، تمانية في فرقة بتعزف
    static void Prefer(TimeScan words, List<TimeSaid> times)
    {
        if (times.FindAll(time => time.End < words.Count && words[time.End].Text is "احسن" or "افضل" or "اوفق" or "اريح" && !words.Is(time.End + 1, TimeWord.From)) is not [var better])
            return;
        for (var i = 0; i < times.Count; i++)
            times[i] = times[i] with { Excluded = times[i].Excluded || times[i] != better };
    }

    // صباح الخير, good morning: nobody wishes for that morning
    static bool IsGreeting(TimeScan words, int i)
    {
        var next = i + 1 < words.Count && words[i + 1].Text is "el" or "al" or "il" ? i + 2 : i + 1;
        return next < words.Count && Wished.Contains(words[next].Text) || i > 0 && words[i - 1].Text is "good" || words[i].Text is "مسا" && next < words.Count && words[next].Text is "مسا";
    }

    static readonly FrozenSet<string> Wished = new[]
    {
        "الخير", "خير", "النور", "نور", "الفل", "الورد", "الياسمين", "الهنا", "الانوار", "العسل", "السعاده", "الجمال", "القشطه", "مسا", "fol", "elfol", "elfoll", "el3asal", "el5er", "elkheer", "el5eir", "elnoor", "elnour", "elkheir", "el5eer", "kheir", "kheer", "5eir", "5er", "5eer", "noor", "nour", "foll", "ward",
    }.ToFrozenSet();

    // "since last night" is over
    static bool IsOver(TimeScan words, int i) => i > 0 && words[i - 1].Text is "امبارح" or "اول" or "yesterday" or "last";

    static bool EndsAt(TimeScan words, int i) => i >= words.Count || words[i].IsMark && words[i].Text is "," or "." or "?" || words.Is(i, TimeWord.Part);

    // the fast of Ramadan is broken at sunset; else it is breakfast that is meant
    static void MeetFast(TimeScan words, List<PartSaid> parts, LocalDate day)
    {
        for (var i = 0; i < parts.Count; i++)
            if (words.Is(parts[i].Start, TimeWord.Iftar, 1) && !PrayerTimes.IsRamadan(day))
                parts[i] = PrayerWords.Breakfast(parts[i]);
    }

    // السبت او الاحد, four or five: none of them is the wish. Days become a span.
    static void MeetAlternatives(TimeScan words, List<DateSaid> days, List<TimeSaid> times, List<DaysSaid> spans)
    {
        for (var i = 0; i + 1 < days.Count; i++)
            if (!days[i].Excluded && !days[i + 1].Excluded && IsOr(words, days[i].End, days[i + 1].Start))
            {
                (days[i], days[i + 1]) = (days[i] with { Either = true }, days[i + 1] with { Either = true });
                var (first, last) = days[i].Date < days[i + 1].Date ? (days[i].Date, days[i + 1].Date) : (days[i + 1].Date, days[i].Date);
                spans.Add(new(new(first, last), days[i].Start, days[i + 1].End));
            }

        for (var i = 0; i + 1 < times.Count; i++)
            if (!times[i].Excluded && !times[i + 1].Excluded && IsOr(words, times[i].End, times[i + 1].Start))
                (times[i], times[i + 1]) = (times[i] with { Either = true }, times[i + 1] with { Either = true });
    }

    static bool IsOr(TimeScan words, int from, int to) => words.Is(from, TimeWord.Or) && words.Skip(from + 1, TimeWord.On, TimeWord.DayUnit, TimeWord.The, TimeWord.Hour, TimeWord.At) >= to;

    // الساعة 5 يوم الخميس العصر: a part of day said elsewhere settles which five it is
    static void MeetHalves(List<TimeSaid> times, List<PartSaid> parts)
    {
        if (times.Count != 1 || parts.Count != 1 || !times[0].Guessed)
            return;
        var time = times[0];
        var (hour, part) = (time.Time.Hour % 12, parts[0].Part);
        var settled = part switch
        {
            PartOfDay.Morning => hour == 0 ? 12 : hour,
            PartOfDay.Afternoon => hour is 10 or 11 ? hour : hour + 12,
            _ => hour == 0 ? 0 : hour + 12,
        };
        times[0] = time with { Time = new(settled, time.Time.Minute), Guessed = false };
        parts.Clear();
    }

    // من الحد للتلات, from Sunday to Tuesday: the first is the one that is left
    static void LeaveOld(TimeScan words, List<DateSaid> days)
    {
        for (var i = 0; i + 1 < days.Count; i++)
            if (words.Is(words.Skip(days[i].Start, TimeWord.On, TimeWord.DayUnit) - 1, TimeWord.From) || words.Is(days[i].Start - 1, TimeWord.From))
                days[i] = days[i] with { Excluded = true };
    }
}
