using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Text;
using Portal.Hosting;
using Portal.Resources.Patients;

namespace Portal.Features.Patients;

/// <summary>How a patient's age, phone and day of birth are said at the desk, and where the person's page is.</summary>
static class PatientWords
{
    const int MonthsUntil = 2;

    public static string Link(PatientId patient, PatientTab tab = PatientTab.Who) =>
        tab == PatientTab.Who ? $"/desk/patients/{patient}" : $"/desk/patients/{patient}?tab={tab.ToString().ToLowerInvariant()}";

    /// <summary>Years, and of the smallest months: it matters what they weigh.</summary>
    public static string Age(this IStringLocalizer<RecordTexts> texts, ClinicContext clinic, LocalDate born)
    {
        var age = Period.Between(born, clinic.Today, PeriodUnits.Years | PeriodUnits.Months);
        return age.Years < MonthsUntil
            ? texts["Age.Months", clinic.Format.Number(age.Years * 12 + age.Months)]
            : texts["Age.Years", clinic.Format.Number(age.Years)];
    }

    public static string Birthday(this ClinicContext clinic, LocalDate born) => clinic.Format.Day(born, born.PlusYears(1));

    public static string Day(this ClinicContext clinic, Instant at) => clinic.Format.Day(clinic.Format.DateOf(at), clinic.Today);

    public static string Phone(this ClinicContext clinic, string phone) => clinic.Format.Digits(Phones.Display(phone, clinic.Tenant.Country));
}

/// <summary>A part of a person's page.</summary>
public enum PatientTab
{
    Who,
    Family,
    Consents,
    Notes,
    Visits,
    Duplicates,
}
