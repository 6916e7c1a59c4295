namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>What R4 has no element for.</summary>
static class ChartExtensions
{
    /// <summary>On an Encounter: the parts of its note, when it was signed, and what was added to it after that.</summary>
    public const string Note = "urn:portal:fhir:encounter-note";
}
