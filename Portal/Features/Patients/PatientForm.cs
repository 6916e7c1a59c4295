using NodaTime;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Patients;

/// <summary>Who a patient is as it stands on the form, half-typed as it may be.</summary>
public sealed class PatientForm
{
    public string Name { get; set; } = "";

    public string OtherName { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Language { get; set; } = "";

    /// <summary>Day first, or a year alone, or an age.</summary>
    public string Born { get; set; } = "";

    public string Gender { get; set; } = "";

    public string Address { get; set; } = "";

    public string EmergencyName { get; set; } = "";

    public string EmergencyPhone { get; set; } = "";

    public string FileNumber { get; set; } = "";

    public static PatientForm Of(Patient patient, ClinicContext clinic) => new()
    {
        Name = patient.Name, OtherName = patient.OtherName ?? "", Phone = Phones.Display(patient.Phone, clinic.Tenant.Country), Language = patient.Language,
        Born = patient.BirthDate is { } born ? $"{born.Day}/{born.Month}/{born.Year}" : "", Gender = patient.Gender?.ToString() ?? "", Address = patient.Address ?? "",
        EmergencyName = patient.EmergencyName ?? "", EmergencyPhone = patient.EmergencyPhone is { } phone ? Phones.Display(phone, clinic.Tenant.Country) : "", FileNumber = patient.FileNumber ?? "",
    };

    /// <param name="today">The clinic's.</param>
    public LocalDate? BornOn(LocalDate today) => BirthDates.Parse(Born, today);

    public EditPatient.Request ToRequest(Patient read, LocalDate today) => new(read.Id, read.Version, Name, Phone, Language)
    {
        OtherName = OtherName, BirthDate = BornOn(today), Gender = Enum.TryParse<Gender>(Gender, out var gender) ? gender : null, Address = Address,
        EmergencyName = EmergencyName, EmergencyPhone = EmergencyPhone, FileNumber = FileNumber,
    };
}
