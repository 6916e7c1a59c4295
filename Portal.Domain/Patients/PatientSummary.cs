using NodaTime;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Patients;

/// <summary>What a list or a booking form shows of a patient.</summary>
/// <param name="Phone">E.164.</param>
public sealed record PatientSummary(PatientId Id, string Name, string Phone, string Language)
{
    /// <summary>In the other script.</summary>
    public string? OtherName { get; init; }

    /// <summary>Null where it is not known, or was not asked for.</summary>
    public LocalDate? BirthDate { get; init; }

    public Gender? Gender { get; init; }

    internal static PatientSummary Of(Patient patient) => new(patient.Id, patient.Name, patient.Phone, patient.Language) { OtherName = patient.OtherName, BirthDate = patient.BirthDate, Gender = patient.Gender };
}
