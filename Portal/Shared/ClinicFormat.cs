using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Tenancy.Model;
using Portal.Hosting;

namespace Portal.Shared;

/// <summary>
/// Dates, times, prices and phones as the clinic's people read them: in the clinic's zone, in the reader's language, in the digits that
/// the clinic chose. An ISO date is never shown.
/// </summary>
public sealed class ClinicFormat
{
    static readonly string[] ArabicDays = ["", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
    static readonly string[] ArabicMonths =
        ["", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

    readonly DateTimeZone zone;
    readonly bool arabic;
    readonly bool arabicDigits;
    readonly string currency;

    public ClinicFormat(Tenant tenant, IDateTimeZoneProvider zones, string language)
    {
        zone = zones[tenant.TimeZone];
        arabic = language == Languages.Arabic;
        arabicDigits = arabic && tenant.ArabicDigits;
        currency = tenant.Currency;
    }

    public DateTimeZone Zone => zone;

    public LocalDate DateOf(Instant instant) => instant.InZone(zone).Date;

    public LocalTime TimeOf(Instant instant) => instant.InZone(zone).TimeOfDay;

    /// <summary>الأحد ٢٩ نوفمبر · Sunday 29 November; with the year where it is not the one of <paramref name="today"/>.</summary>
    public string Day(LocalDate date, LocalDate? today = null)
    {
        var year = today is { } t && t.Year == date.Year || today is null ? "" : $" {date.Year}";
        return arabic
            ? Digits($"{ArabicDays[(int)date.DayOfWeek]} {date.Day} {ArabicMonths[date.Month]}{year}")
            : $"{date.DayOfWeek} {date.Day} {EnglishMonth(date)}{year}";
    }

    public string Weekday(IsoDayOfWeek day) => arabic ? ArabicDays[(int)day] : day.ToString();

    /// <summary>For narrow columns: أحد · Sun.</summary>
    public string ShortWeekday(IsoDayOfWeek day) => arabic ? ArabicDays[(int)day][2..] : day.ToString()[..3];

    public string Month(LocalDate date) => arabic ? ArabicMonths[date.Month] : EnglishMonth(date);

    /// <summary>٢٩ نوفمبر · 29 November.</summary>
    public string DayAndMonth(LocalDate date) => arabic ? Digits($"{date.Day} {ArabicMonths[date.Month]}") : $"{date.Day} {EnglishMonth(date)}";

    /// <summary>٥:٣٠ م · 5:30 pm.</summary>
    public string Time(Instant instant) => Time(TimeOf(instant));

    public string Time(LocalTime time) => arabic
        ? Digits(time.ToString("h:mm", CultureInfo.InvariantCulture)) + (time.Hour < 12 ? " ص" : " م")
        : time.ToString("h:mm", CultureInfo.InvariantCulture) + (time.Hour < 12 ? " am" : " pm");

    /// <summary>Day and time together: الأحد ٢٩ نوفمبر، ٥:٣٠ م.</summary>
    public string DayAndTime(LocalDateTime local) => Day(local.Date) + (arabic ? "، " : ", ") + Time(local.TimeOfDay);

    public string DayAndTime(Instant instant) => Day(DateOf(instant)) + (arabic ? "، " : ", ") + Time(instant);

    /// <summary>٣٠٠ جنيه · EGP 300; piastres only where there are some.</summary>
    public string Price(decimal amount)
    {
        var number = Digits(amount.ToString(amount == decimal.Truncate(amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture));
        return arabic ? $"{number} {ArabicCurrency}" : $"{currency} {number}";
    }

    /// <summary>The digits of a text in the clinic's own form.</summary>
    public string Digits(string text) => arabicDigits ? string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = source[i] is >= '0' and <= '9' and var d ? (char)('٠' + (d - '0')) : source[i];
    }) : text;

    /// <summary>The number of a receipt and its like.</summary>
    public string Digits(long number) => Digits(number.ToString(CultureInfo.InvariantCulture));

    public string Number(int number) => Digits(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>For values of inputs and addresses, never for people: 2026-11-29.</summary>
    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>The day in an address; null where it is none.</summary>
    public static LocalDate? ParseIso(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    string ArabicCurrency => currency switch { "EGP" => "جنيه", "SAR" => "ريال", "AED" => "درهم", _ => currency };

    static string EnglishMonth(LocalDate date) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month);
}
