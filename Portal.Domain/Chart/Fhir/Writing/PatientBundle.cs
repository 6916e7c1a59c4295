using Portal.Domain.Patients.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>The first of a collection: who it is about.</summary>
static class PatientBundle
{
    public static R4.Patient Of(Patient patient) => new()
    {
        Id = patient.Id.ToString(),
        Name = [new() { Text = patient.Name }],
        Telecom = [new(R4.ContactPoint.ContactPointSystem.Phone, R4.ContactPoint.ContactPointUse.Mobile, patient.Phone)],
        Gender = patient.Gender switch { Gender.Female => R4.AdministrativeGender.Female, Gender.Male => R4.AdministrativeGender.Male, _ => null },
        BirthDateElement = patient.BirthDate is { } born ? new R4.Date(NodaTime.Text.LocalDatePattern.Iso.Format(born)) : null,
        Communication = [new() { Language = new R4.CodeableConcept("urn:ietf:bcp:47", patient.Language), Preferred = true }],
    };

    public static R4.Practitioner Of(Booking.Model.Practitioner doctor, string language) => new()
    {
        Id = doctor.Id.ToString(),
        Name = [new() { Text = language == "ar" ? doctor.NameAr : doctor.NameEn }],
    };

    /// <summary>Each under an address of its own, by which the others point to it.</summary>
    public static R4.Bundle Of(IEnumerable<R4.Resource> resources, PatientId patient, NodaTime.Instant now) => new()
    {
        Type = R4.Bundle.BundleType.Collection,
        TimestampElement = new R4.Instant(now.ToDateTimeOffset()),
        Entry = [.. resources.Select(resource => new R4.Bundle.EntryComponent { FullUrl = $"urn:uuid:{resource.Id}", Resource = About(resource, Codes.Reference(patient.Value)) })],
    };

    static R4.Resource About(R4.Resource resource, R4.ResourceReference patient)
    {
        switch (resource)
        {
            case R4.Encounter of: of.Subject = patient; break;
            case R4.Condition of: of.Subject = patient; break;
            case R4.AllergyIntolerance of: of.Patient = patient; break;
            case R4.MedicationStatement of: of.Subject = patient; break;
            case R4.MedicationRequest of: of.Subject = patient; break;
            case R4.Observation of: of.Subject = patient; break;
            case R4.Immunization of: of.Patient = patient; break;
            case R4.Procedure of: of.Subject = patient; break;
        }

        return resource;
    }
}
