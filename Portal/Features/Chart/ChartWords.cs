using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Hosting;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart;

/// <summary>What stands in a record, said in the reader's language.</summary>
static class ChartWords
{
    /// <summary>Months below two years.</summary>
    public static string Age(this IStringLocalizer<ChartTexts> texts, ClinicFormat format, LocalDate born, LocalDate today) =>
        ChartFormat.Age(born, today) is var (years, months) && years < 2 ? texts["Age.Months", format.Number(years * 12 + months)] : texts["Age.Years", format.Number(years)];

    /// <summary>As it is said to the patient, and how often it may be dispensed again.</summary>
    public static string Dose(this IStringLocalizer<ChartTexts> texts, ClinicContext clinic, Dosage dosage, int? days = null, int repeats = 0)
    {
        var said = DosageWords.Of(dosage, days, clinic.Language, clinic.Tenant.ArabicDigits);
        return repeats == 0 ? said : texts["Dose.Repeats", said, clinic.Format.Number(repeats)];
    }
}
