using System.Globalization;
using NodaTime;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Results and vital signs. One with parts becomes a row for each part, of one group; a report adds its conclusion.</summary>
static class ReadObservation
{
    public static void Ahead(R4.DiagnosticReport report, FhirEntry entry, RecordSink sink)
    {
        var category = report.Category.Exists(c => c.Has("LAB", "CH", "HM", "MB", "laboratory")) ? ObservationCategory.Lab : ObservationCategory.Other;
        foreach (var result in report.Result)
            if (result.Reference is ['#', ..])
                sink.Reported.TryAdd(entry.SourceId + result.Reference, category);
            else if (sink.Bundle.Find(result.Reference) is { Type: "Observation" } found)
                sink.Reported.TryAdd(found.SourceId, category);
    }

    public static void Read(R4.DiagnosticReport report, RecordSink sink)
    {
        if (report.StatusElement.Literal() is "entered-in-error" or "cancelled")
            sink.Skip(SkipReason.EnteredInError);
        else if (FhirValues.Tidy(report.Conclusion) is { } conclusion)
        {
            var at = sink.At(report.Effective.Begin()) ?? sink.At(report.IssuedElement.Literal()) ?? sink.EncounterOf(report.Encounter)?.StartedAt;
            var category = report.Category.Exists(c => c.Has("LAB", "CH", "HM", "MB", "laboratory")) ? ObservationCategory.Lab : ObservationCategory.Other;
            Add(new Part(report.Code, null, conclusion, null, null, null, null), sink.SourceId, category, at, sink.EncounterOf(report.Encounter)?.Id, null, sink);
        }
    }

    public static void Read(R4.Observation observation, RecordSink sink)
    {
        if (observation.StatusElement.Literal() is "entered-in-error" or "cancelled")
        {
            sink.Skip(SkipReason.EnteredInError);
            return;
        }

        var visit = sink.EncounterOf(observation.Encounter);
        var at = sink.At(observation.Effective.Begin()) ?? sink.At(observation.IssuedElement.Literal()) ?? visit?.StartedAt;
        var category = CategoryOf(observation, sink);
        var own = PartOf(observation.Code, observation.Value, observation.ReferenceRange, observation.Interpretation);
        var parts = observation.Component.Select((component, i) => (Key: FhirValues.Tidy(component.ElementId) ?? $"{i}", Part: PartOf(component.Code, component.Value, component.ReferenceRange, component.Interpretation)))
            .Where(part => part.Part is not null).ToList();
        if (own is null && parts.Count == 0)
        {
            // a panel names its members, and each of them is a result of its own
            if (observation.HasMember.Count == 0)
                sink.Skip(SkipReason.NoValue);
            return;
        }

        Guid? group = parts.Count > 0 ? Guid.CreateVersion7() : null;
        if (own is not null)
            Add(own, sink.SourceId, category, at, visit?.Id, group, sink);
        foreach (var (key, part) in parts)
            Add(part!, $"{sink.SourceId}#{(key.Length <= 40 ? key : key[..40])}", category, at, visit?.Id, group, sink);
    }

    static void Add(Part part, string source, ObservationCategory category, Instant? at, EncounterId? visit, Guid? group, RecordSink sink)
    {
        var code = part.Code.Coded(CodeSystem.Loinc, CodeSystem.Snomed);
        if (sink.Fit(code.Text, 300) is not { } text)
            sink.Skip(SkipReason.NoText);
        else if (at is not { } effective)
            sink.Skip(SkipReason.NoDate);
        else
            sink.Add(ImportedKind.Observation, new Observation(sink.Tenant, EntryId.New(), sink.Patient)
            {
                RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = source,
                EncounterId = visit, Category = category, Code = code.Code, Text = text,
                Value = part.Value, ValueText = sink.Fit(part.ValueText, 1000), Unit = sink.Fit(part.Unit, 40),
                Low = part.Low, High = part.High, Interpretation = part.Interpretation, EffectiveAt = effective, GroupId = group,
            });
    }

    sealed record Part(R4.CodeableConcept? Code, decimal? Value, string? ValueText, string? Unit, decimal? Low, decimal? High, ObservationInterpretation? Interpretation);

    static Part? PartOf(R4.CodeableConcept? code, R4.DataType? value, List<R4.Observation.ReferenceRangeComponent> ranges, List<R4.CodeableConcept> interpretation)
    {
        var (number, text, unit) = ValueOf(value);
        var range = ranges.Find(range => range.Low is not null || range.High is not null);
        return number is null && text is null ? null
            : new(code, number, text, unit, range?.Low?.ValueElement.Number(), range?.High?.ValueElement.Number(), InterpretationOf(interpretation));
    }

    static (decimal? Number, string? Text, string? Unit) ValueOf(R4.DataType? value)
    {
        switch (value)
        {
            case R4.Quantity quantity when quantity.ValueElement.Number() is { } number:
                var unit = FhirValues.Tidy(quantity.Unit) ?? FhirValues.Tidy(quantity.Code);
                // below what can be measured is no number
                return quantity.ComparatorElement.Literal() is { } comparator ? (null, FhirValues.Tidy($"{comparator} {Plain(number)} {unit}"), null) : (number, null, unit);
            case R4.Integer whole:
                return (whole.Number(), null, null);
            case R4.CodeableConcept concept:
                return (null, concept.Words(), null);
            case R4.Range range:
                return (null, FhirValues.Tidy($"{Plain(range.Low?.ValueElement.Number())}–{Plain(range.High?.ValueElement.Number())} {range.High?.Unit ?? range.Low?.Unit}"), null);
            case R4.Ratio ratio:
                return (null, $"{Plain(ratio.Numerator?.ValueElement.Number())}:{Plain(ratio.Denominator?.ValueElement.Number())}", null);
            case R4.PrimitiveType primitive:
                return (null, FhirValues.Tidy(primitive.Literal()), null);
            default:
                return default;
        }
    }

    static string Plain(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "";

    static ObservationInterpretation? InterpretationOf(List<R4.CodeableConcept> said) =>
        said.Exists(c => c.Has("HH", "LL", "AA", "HU", "LU", ">", "<")) ? ObservationInterpretation.Critical
        : said.Exists(c => c.Has("H")) ? ObservationInterpretation.High
        : said.Exists(c => c.Has("L")) ? ObservationInterpretation.Low
        : said.Exists(c => c.Has("N")) ? ObservationInterpretation.Normal : null;

    static ObservationCategory CategoryOf(R4.Observation observation, RecordSink sink) =>
        observation.Category.Exists(c => c.Has("vital-signs")) ? ObservationCategory.Vital
        : observation.Category.Exists(c => c.Has("laboratory")) ? ObservationCategory.Lab
        : observation.Category.Exists(c => c.Has("survey", "social-history")) ? ObservationCategory.Survey
        : sink.Reported.GetValueOrDefault(sink.SourceId, ObservationCategory.Other);
}
