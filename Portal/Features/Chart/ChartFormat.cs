using System.Globalization;
using NodaTime;
using Portal.Shared;

namespace Portal.Features.Chart;

/// <summary>Dates and numbers of a record: they go back years, so the year always stands with them.</summary>
static class ChartFormat
{
    /// <summary>٢٩ نوفمبر ٢٠٢٥ · 29 November 2025.</summary>
    public static string Date(this ClinicFormat format, LocalDate date) => $"{format.DayAndMonth(date)} {format.Number(date.Year)}";

    /// <inheritdoc cref="Date(ClinicFormat, LocalDate)"/>
    public static string Date(this ClinicFormat format, Instant at) => format.Date(format.DateOf(at));

    public static string Value(this ClinicFormat format, decimal value) => format.Digits(value.ToString("0.####", CultureInfo.InvariantCulture));

    /// <summary>Whole years, and months below two.</summary>
    public static (int Years, int Months) Age(LocalDate born, LocalDate today)
    {
        var age = Period.Between(born, today, PeriodUnits.Years | PeriodUnits.Months);
        return (age.Years, age.Months);
    }
}
