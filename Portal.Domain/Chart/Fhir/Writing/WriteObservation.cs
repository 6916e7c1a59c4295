using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>A result; what was measured together is one resource with a component for each.</summary>
static class WriteObservation
{
    const string Ucum = "http://unitsofmeasure.org";

    public static R4.Observation Of(IReadOnlyList<Observation> group)
    {
        var first = group[0];
        var written = new R4.Observation
        {
            Id = (first.GroupId ?? first.Id.Value).ToString(),
            Status = R4.ObservationStatus.Final,
            Category = Category(first.Category) is { } category ? [Codes.Of("observation-category", category)] : [],
            Encounter = WriteRecords.Visit(first.EncounterId),
            Effective = Codes.Time(first.EffectiveAt),
        };
        if (first.GroupId is null)
        {
            written.Code = Code(first);
            written.Value = Value(first);
            written.ReferenceRange = Range(first);
            written.Interpretation = Interpretation(first.Interpretation);
            return written;
        }

        written.Code = group.Any(o => o.Code == "8480-6") && group.Any(o => o.Code == "8462-4")
            ? Codes.Of("85354-9", CodeSystem.Loinc, "Blood pressure") : new() { Text = string.Join(", ", group.Select(o => o.Text)) };
        written.Component = [.. group.Select(o => new R4.Observation.ComponentComponent
        {
            ElementId = o.Id.ToString(), Code = Code(o), Value = Value(o), ReferenceRange = Range(o), Interpretation = Interpretation(o.Interpretation),
        })];
        return written;
    }

    static R4.CodeableConcept Code(Observation observation) => Codes.Of(observation.Code, null, observation.Text, Codes.IsLoinc, CodeSystem.Loinc);

    static R4.DataType? Value(Observation observation) => observation.Value is { } value
        ? new R4.Quantity { Value = value, Unit = observation.Unit, System = observation.Unit is null ? null : Ucum, Code = observation.Unit }
        : observation.ValueText is { } text ? new R4.FhirString(text) : null;

    static List<R4.Observation.ReferenceRangeComponent> Range(Observation observation) => observation.Low is null && observation.High is null ? [] :
    [
        new()
        {
            Low = observation.Low is { } low ? new() { Value = low, Unit = observation.Unit } : null,
            High = observation.High is { } high ? new() { Value = high, Unit = observation.Unit } : null,
        },
    ];

    static List<R4.CodeableConcept> Interpretation(ObservationInterpretation? interpretation) => interpretation switch
    {
        ObservationInterpretation.Low => [Codes.Of("v3-ObservationInterpretation", "L")],
        ObservationInterpretation.Normal => [Codes.Of("v3-ObservationInterpretation", "N")],
        ObservationInterpretation.High => [Codes.Of("v3-ObservationInterpretation", "H")],
        ObservationInterpretation.Critical => [Codes.Of("v3-ObservationInterpretation", "AA")],
        _ => [],
    };

    static string? Category(ObservationCategory category) => category switch
    {
        ObservationCategory.Lab => "laboratory",
        ObservationCategory.Vital => "vital-signs",
        ObservationCategory.Survey => "survey",
        _ => null,
    };
}
