using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Booking.Commands;

/// <summary>Reads a day as people type it, in either language and either digits: tomorrow, بكرة, sunday, الأحد, 12/5, ٢٩ نوفمبر.</summary>
static class DayWords
{
    static readonly FrozenDictionary<string, int> Near = Words(
        ("today", 0), ("النهاردة", 0), ("النهارده", 0), ("اليوم", 0), ("tomorrow", 1), ("tmrw", 1), ("بكرة", 1), ("بكره", 1), ("غدا", 1), ("الغد", 1),
        ("day after tomorrow", 2), ("بعد بكرة", 2), ("بعد غد", 2), ("yesterday", -1), ("امبارح", -1), ("إمبارح", -1), ("أمس", -1));

    static readonly FrozenDictionary<string, int> Weekdays = Words(
        ("monday", 1), ("mon", 1), ("الاثنين", 1), ("الإثنين", 1), ("الاتنين", 1), ("tuesday", 2), ("tue", 2), ("الثلاثاء", 2), ("التلات", 2), ("wednesday", 3), ("wed", 3),
        ("الأربعاء", 3), ("الاربع", 3), ("thursday", 4), ("thu", 4), ("الخميس", 4), ("friday", 5), ("fri", 5), ("الجمعة", 5), ("saturday", 6), ("sat", 6), ("السبت", 6),
        ("sunday", 7), ("sun", 7), ("الأحد", 7), ("الحد", 7));

    static readonly FrozenDictionary<string, int> Months = Words([
        .. Enumerable.Range(1, 12).SelectMany(month => new[]
        {
            (CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month), month), (CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month), month),
        }),
        ("يناير", 1), ("فبراير", 2), ("مارس", 3), ("أبريل", 4), ("ابريل", 4), ("مايو", 5), ("يونيو", 6), ("يونيه", 6), ("يوليو", 7), ("يوليه", 7), ("أغسطس", 8),
        ("سبتمبر", 9), ("أكتوبر", 10), ("نوفمبر", 11), ("ديسمبر", 12)]);

    /// <returns>Null where no day is meant. A weekday is the next such after today; a day without a year the nearest one to today that is not long past.</returns>
    public static LocalDate? Parse(string typed, LocalDate today)
    {
        var text = Fold(typed);
        if (Near.TryGetValue(text, out var days))
            return today.PlusDays(days);
        if (Weekdays.TryGetValue(text, out var weekday))
            return today.Next((IsoDayOfWeek)weekday);
        var parts = text.Split(['/', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (2 or 3) || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day))
            return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && !Months.TryGetValue(parts[1], out month))
            return null;
        var year = today.Year;
        if (parts.Length == 3 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out year))
            return null;
        return parts.Length == 3 ? Date(year < 100 ? 2000 + year : year, month, day) : Nearest(month, day, today);
    }

    static LocalDate? Nearest(int month, int day, LocalDate today) =>
        Date(today.Year, month, day) is { } thisYear && thisYear >= today.PlusMonths(-6) ? thisYear : Date(today.Year + 1, month, day);

    static LocalDate? Date(int year, int month, int day) =>
        year is > 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new(year, month, day) : null;

    // one spelling: folded digits, no case, no hamza, no final ة
    static string Fold(string text) => Digits.Fold(text).Trim().ToLowerInvariant().Replace('أ', 'ا').Replace('إ', 'ا').Replace('آ', 'ا').Replace('ة', 'ه').Replace("ً", "", StringComparison.Ordinal);

    static FrozenDictionary<string, int> Words(params (string Word, int Value)[] words) =>
        words.DistinctBy(w => Fold(w.Word)).ToFrozenDictionary(w => Fold(w.Word), w => w.Value, StringComparer.Ordinal);
}
