using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Portal.Shared;

namespace Portal.Features.Chart;

/// <summary>Dates and numbers of a record: they go back years, so the year always stands with them.</summary>
static partial class ChartFormat
{
    /// <summary>٢٩ نوفمبر ٢٠٢٥ · 29 November 2025.</summary>
    public static string Date(this ClinicFormat format, LocalDate date) => $"{format.DayAndMonth(date)} {format.Number(date.Year)}";

    /// <inheritdoc cref="Date(ClinicFormat, LocalDate)"/>
    public static string Date(this ClinicFormat format, Instant at) => format.Date(format.DateOf(at));

    /// <summary>A passage's text with its days as they are said here: in the table they stand as they sort.</summary>
    public static string Said(this ClinicFormat format, string text) =>
        IsoDay().Replace(text, day => LocalDatePattern.Iso.Parse(day.Value) is { Success: true, Value: var date } ? format.Date(date) : day.Value);

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsoDay();

    public static string Value(this ClinicFormat format, decimal value) => format.Digits(value.ToString("0.####", CultureInfo.InvariantCulture));

    /// <summary>Whole years, and months below two.</summary>
    public static (int Years, int Months) Age(LocalDate born, LocalDate today)
    {
        var age = Period.Between(born, today, PeriodUnits.Years | PeriodUnits.Months);
        return (age.Years, age.Months);
    }
}
