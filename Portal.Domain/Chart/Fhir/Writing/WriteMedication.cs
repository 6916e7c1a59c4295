using System.Globalization;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Passages;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>What is taken, and what was prescribed: each medicine of a sheet is a request of one group.</summary>
static class WriteMedication
{
    public static R4.MedicationStatement Of(MedicationStatement medication) => new()
    {
        Id = medication.Id.ToString(),
        BasedOn = medication.PrescriptionItemId is { } item ? [Codes.Reference(item.Value)] : [],
        Status = medication.Status switch
        {
            MedicationStatus.Stopped => R4.MedicationStatement.MedicationStatusCodes.Stopped,
            MedicationStatus.Completed => R4.MedicationStatement.MedicationStatusCodes.Completed,
            _ => R4.MedicationStatement.MedicationStatusCodes.Active,
        },
        Medication = Codes.Of(medication.Code, null, medication.Medicine, Codes.IsNumber, CodeSystem.RxNorm),
        Context = WriteRecords.Visit(medication.EncounterId),
        Effective = medication.StartedOn is null && medication.EndedOn is null ? null : new R4.Period { StartElement = Codes.Day(medication.StartedOn), EndElement = Codes.Day(medication.EndedOn) },
        Dosage = medication.Dosage is { } dosage ? [new() { Text = dosage }] : [],
    };

    public static R4.MedicationRequest Of(Prescription prescription, PrescriptionItem item, DateTimeZone zone) => new()
    {
        Id = item.Id.ToString(),
        GroupIdentifier = new() { Value = prescription.Id.ToString() },
        Status = prescription.Status switch
        {
            PrescriptionStatus.Revoked => R4.MedicationRequest.MedicationrequestStatus.Cancelled,
            PrescriptionStatus.Dispensed => R4.MedicationRequest.MedicationrequestStatus.Completed,
            _ => R4.MedicationRequest.MedicationrequestStatus.Active,
        },
        StatusReason = prescription.RevokeReason is { } why ? new() { Text = why } : null,
        Intent = R4.MedicationRequest.MedicationRequestIntent.Order,
        Medication = new R4.CodeableConcept { Text = string.Join(' ', new[] { item.Medicine, item.Strength, item.Form }.Where(part => part is not null)) },
        Encounter = WriteRecords.Visit(prescription.EncounterId),
        Requester = Codes.Reference(prescription.PractitionerId.Value),
        AuthoredOnElement = Codes.Day(prescription.IssuedAt.InZone(zone).Date),
        DosageInstruction = [Dose(item)],
        DispenseRequest = new() { NumberOfRepeatsAllowed = item.Repeats, ExpectedSupplyDuration = item.DurationDays is { } days ? new() { Value = days, Unit = "d", System = "http://unitsofmeasure.org", Code = "d" } : null },
        Note = prescription.Note is { } note ? [new() { Text = note }] : [],
    };

    static R4.Dosage Dose(PrescriptionItem item)
    {
        var dose = item.Dosage;
        var repeat = dose.TimesPerDay is { } times ? new R4.Timing.RepeatComponent { Frequency = times, Period = 1, PeriodUnit = R4.Timing.UnitsOfTime.D }
            : dose.EveryHours is { } hours ? new R4.Timing.RepeatComponent { Frequency = 1, Period = hours, PeriodUnit = R4.Timing.UnitsOfTime.H } : null;
        return new()
        {
            Text = DoseWords.English(item),
            Timing = repeat is null ? null : new() { Repeat = repeat },
            AsNeeded = dose.AsNeeded ? new R4.FhirBoolean(true) : null,
            DoseAndRate = [new() { Dose = new R4.Quantity { Value = dose.Amount, Unit = dose.Unit.ToString().ToLower(CultureInfo.InvariantCulture) } }],
        };
    }
}
