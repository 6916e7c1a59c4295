namespace Portal.Domain.Chart.Search.Model;

/// <summary>What a passage was rendered from.</summary>
public enum SourceKind
{
    Encounter,
    Condition,
    Allergy,
    Medication,
    Observation,
    Immunization,
    Procedure,
    Prescription,
    Document,
    Appointment,
}
