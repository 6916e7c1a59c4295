using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Portal.Domain.Platform.Text;

/// <summary>A clinic-local date and time as it is said in a message: <c>Sunday 22 November, 10:30 am</c>, <c>الأحد 22 نوفمبر، 10:30 صباحًا</c>.</summary>
public static class TimeWords
{
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    static readonly CultureInfo Arabic = CultureInfo.GetCultureInfo("ar-EG");
    static readonly LocalDatePattern EnglishDate = LocalDatePattern.Create("dddd d MMMM", English);
    static readonly LocalDatePattern ArabicDate = LocalDatePattern.Create("dddd d MMMM", Arabic);
    static readonly LocalDatePattern EnglishDay = LocalDatePattern.Create("d MMMM yyyy", English);
    static readonly LocalDatePattern ArabicDay = LocalDatePattern.Create("d MMMM yyyy", Arabic);
    static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("h:mm");

    public static string Date(LocalDate date, string language, bool arabicDigits) =>
        language == "ar" ? Digit(ArabicDate.Format(date), arabicDigits) : EnglishDate.Format(date);

    /// <summary>A day of any year, without its name: <c>22 November 2026</c>.</summary>
    public static string Day(LocalDate date, string language, bool arabicDigits) =>
        language == "ar" ? Digit(ArabicDay.Format(date), arabicDigits) : EnglishDay.Format(date);

    public static string Time(LocalTime time, string language, bool arabicDigits)
    {
        var morning = time.Hour < 12;
        return language == "ar"
            ? $"{Digit(Clock.Format(time), arabicDigits)} {(morning ? "صباحًا" : time.Hour == 12 ? "ظهرًا" : "مساءً")}"
            : $"{Clock.Format(time)} {(morning ? "am" : "pm")}";
    }

    public static string Number(int number, string language, bool arabicDigits)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return language == "ar" ? Digit(text, arabicDigits) : text;
    }

    static string Digit(string text, bool arabicDigits) => arabicDigits ? Digits.ToArabic(text) : Digits.Fold(text);
}
