using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>Diagnoses, allergies, vaccinations, procedures.</summary>
static class WriteRecords
{
    public static R4.Condition Of(Condition condition) => new()
    {
        Id = condition.Id.ToString(),
        ClinicalStatus = Codes.Of("condition-clinical", condition.Status switch { ConditionStatus.Resolved => "resolved", ConditionStatus.Inactive => "inactive", _ => "active" }),
        VerificationStatus = Codes.Of("condition-ver-status", "confirmed"),
        Code = Codes.Of(condition.Code, condition.CodeSystem, condition.Text),
        Encounter = Visit(condition.EncounterId),
        Onset = Codes.Day(condition.OnsetDate),
        // what has ended is not active, says the standard
        Abatement = condition.Status == ConditionStatus.Active ? null : Codes.Day(condition.AbatementDate),
        RecordedDateElement = Codes.Time(condition.RecordedAt),
    };

    public static R4.AllergyIntolerance Of(AllergyIntolerance allergy) => new()
    {
        Id = allergy.Id.ToString(),
        // one that was refuted is neither active nor over
        ClinicalStatus = allergy.Status == AllergyStatus.Refuted ? null : Codes.Of("allergyintolerance-clinical", allergy.Status == AllergyStatus.Active ? "active" : "resolved"),
        VerificationStatus = Codes.Of("allergyintolerance-verification", allergy.Status == AllergyStatus.Refuted ? "refuted" : "confirmed"),
        CategoryElement = allergy.Kind switch
        {
            AllergyKind.Medication => [new(R4.AllergyIntolerance.AllergyIntoleranceCategory.Medication)],
            AllergyKind.Food => [new(R4.AllergyIntolerance.AllergyIntoleranceCategory.Food)],
            AllergyKind.Environment => [new(R4.AllergyIntolerance.AllergyIntoleranceCategory.Environment)],
            _ => [],
        },
        Criticality = allergy.Criticality switch
        {
            AllergyCriticality.High => R4.AllergyIntolerance.AllergyIntoleranceCriticality.High,
            AllergyCriticality.Low => R4.AllergyIntolerance.AllergyIntoleranceCriticality.Low,
            _ => R4.AllergyIntolerance.AllergyIntoleranceCriticality.UnableToAssess,
        },
        Code = Codes.Of(allergy.Code, null, allergy.Substance),
        Onset = Codes.Day(allergy.OnsetDate),
        RecordedDateElement = Codes.Time(allergy.RecordedAt),
        Reaction = allergy.Reaction is { } reaction ? [new() { Manifestation = [new() { Text = reaction }] }] : [],
    };

    public static R4.Immunization Of(Immunization immunization) => new()
    {
        Id = immunization.Id.ToString(),
        Status = R4.Immunization.ImmunizationStatusCodes.Completed,
        VaccineCode = Codes.Of(immunization.Code, null, immunization.Vaccine, code => code.Length <= 3 && Codes.IsNumber(code), CodeSystem.Cvx),
        Occurrence = Codes.Day(immunization.OccurredOn)!,
        LotNumber = immunization.Lot,
        ProtocolApplied = immunization.Dose is { } dose ? [new() { DoseNumber = new R4.FhirString(dose) }] : [],
    };

    public static R4.Procedure Of(Procedure procedure) => new()
    {
        Id = procedure.Id.ToString(),
        Status = R4.EventStatus.Completed,
        Code = Codes.Of(procedure.Code, null, procedure.Text),
        Encounter = Visit(procedure.EncounterId),
        Performed = Codes.Day(procedure.PerformedOn),
    };

    public static R4.ResourceReference? Visit(EncounterId? visit) => visit is { } id ? Codes.Reference(id.Value) : null;
}
