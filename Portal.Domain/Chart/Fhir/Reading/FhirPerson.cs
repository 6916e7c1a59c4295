using NodaTime;
using NodaTime.Text;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Text;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Who a bundle is about.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Born">Its first day where a year or a month is said.</param>
/// <param name="BornAs">As it is written, which may be a year alone.</param>
sealed record FhirPerson(string? Name, string? Phone, LocalDate? Born, string? BornAs, Gender? Gender, string? Language)
{
    public LocalDate? WholeBirthDate => BornAs is { Length: 10 } ? Born : null;

    /// <summary>Nothing of what is said tells another person from this one.</summary>
    public bool MayBeBorn(LocalDate? known) => known is not { } day || BornAs is null || Born is null || LocalDatePattern.Iso.Format(day).StartsWith(BornAs, StringComparison.Ordinal);

    public static FhirPerson From(R4.Patient patient, string country)
    {
        var born = FhirValues.Tidy(patient.BirthDateElement.Literal());
        return new(NameOf(patient), PhoneOf(patient, country), FhirValues.DateOf(born, DateTimeZone.Utc), born is { Length: > 10 } ? born[..10] : born,
            patient.GenderElement.Literal()?.ToUpperInvariant() switch { "FEMALE" or "F" => Patients.Model.Gender.Female, "MALE" or "M" => Patients.Model.Gender.Male, _ => null },
            patient.Communication.Select(spoken => spoken.Language?.Coding.FirstOrDefault()?.Code?.Split('-')[0]).FirstOrDefault(code => code is "ar" or "en"));
    }

    // the official one first; an older name is not what somebody is called
    static string? NameOf(R4.Patient patient) => patient.Name
        .OrderBy(name => name.UseElement.Literal() switch { "official" => 0, "usual" => 1, null => 2, "old" or "maiden" => 4, _ => 3 })
        .Select(name => FhirValues.Tidy(name.Text) ?? FhirValues.Tidy(string.Join(' ', name.Given.Append(name.Family).Where(part => !string.IsNullOrWhiteSpace(part)))))
        .FirstOrDefault(RegisterPatient.IsName);

    static string? PhoneOf(R4.Patient patient, string country) =>
        (from contact in patient.Telecom
         where contact.SystemElement.Literal() is "phone" or "sms" or null
         orderby contact.UseElement.Literal() switch { "mobile" => 0, "home" => 1, null => 2, "old" => 4, _ => 3 }
         from region in patient.Address.Select(address => address.Country).Where(region => region is { Length: 2 }).Prepend(country)
         select Phones.Parse(contact.Value, region.ToUpperInvariant())).FirstOrDefault(phone => phone is not null);
}
