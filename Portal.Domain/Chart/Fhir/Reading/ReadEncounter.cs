using Portal.Domain.Chart.Fhir.Writing;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>A visit of elsewhere is history here: its note stands as it is, whether it was signed there or not.</summary>
static class ReadEncounter
{
    public static void Read(R4.Encounter visit, RecordSink sink)
    {
        switch (visit.StatusElement.Literal())
        {
            case "entered-in-error":
                sink.Skip(SkipReason.EnteredInError);
                return;
            case "cancelled" or "planned":
                sink.Skip(SkipReason.NotDone);
                return;
        }

        if (sink.At(visit.Period?.StartElement.Literal() ?? visit.Period?.EndElement.Literal()) is not { } start)
        {
            sink.Skip(SkipReason.NoDate);
            return;
        }

        var known = sink.Known.TryGetValue((ImportedKind.Encounter, sink.SourceId), out var had);
        var id = known ? EncounterId.From(had) : EncounterId.New();
        sink.Encounters.TryAdd(sink.SourceId, (id, start));
        var note = visit.Extension.Find(extension => extension.Url == ChartExtensions.Note);
        string? Part(string name) => sink.Fit(Value(note, name), Encounter.LongestPart);
        sink.Add(ImportedKind.Encounter, new Encounter(sink.Tenant, id, sink.Patient)
        {
            RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = sink.SourceId,
            StartedAt = start,
            EndedAt = sink.At(visit.Period?.EndElement.Literal()) is { } end && end >= start ? end : null,
            Status = EncounterStatus.Signed,
            Reason = sink.Fit(visit.ReasonCode.Select(FhirValues.Words).FirstOrDefault(words => words is not null) ?? ReasonOf(visit, sink) ?? visit.Type.Select(FhirValues.Words).FirstOrDefault(words => words is not null), 400),
            Complaint = Part("complaint"),
            Findings = Part("findings"),
            Assessment = Part("assessment"),
            Plan = Part("plan"),
            SignedAt = sink.At(Value(note, "signed")),
            Author = sink.Fit(visit.Participant.Select(participant => NameOf(participant.Individual, sink)).FirstOrDefault(name => name is not null), 200),
        });
        if (known || note is null)
            return;
        foreach (var amendment in note.Extension.Where(extension => extension.Url == "amendment"))
            Amend(amendment, id, sink);
    }

    // who brought it in answers for it here; who wrote it is the author of the visit
    static void Amend(R4.Extension amendment, EncounterId encounter, RecordSink sink)
    {
        if (sink.Fit(Value(amendment, "text"), Encounter.LongestPart) is { } text)
            sink.Amendments.Add(new(sink.Tenant, Guid.CreateVersion7())
            {
                EncounterId = encounter, Text = text, Reason = sink.Fit(Value(amendment, "reason"), 400) ?? "", At = sink.At(Value(amendment, "at")) ?? sink.Now, By = sink.Importer,
            });
    }

    static string? Value(R4.Extension? of, string name) => (of?.Extension.Find(extension => extension.Url == name)?.Value as R4.PrimitiveType).Literal();

    static string? ReasonOf(R4.Encounter visit, RecordSink sink) => visit.ReasonReference
        .Select(reference => sink.Bundle.Find(reference.Reference) is { Type: "Condition" } condition && FhirJson.Read(condition.Json) is R4.Condition found ? found.Code.Words() : FhirValues.Tidy(reference.Display))
        .FirstOrDefault(words => words is not null);

    static string? NameOf(R4.ResourceReference? who, RecordSink sink)
    {
        if (FhirValues.Tidy(who?.Display) is { } display)
            return display;
        if (sink.Bundle.Find(who?.Reference) is not { Type: "Practitioner" } entry || FhirJson.Read(entry.Json) is not R4.Practitioner { Name: [var name, ..] })
            return null;
        return FhirValues.Tidy(name.Text) ?? FhirValues.Tidy(string.Join(' ', name.Prefix.Concat(name.Given).Append(name.Family)));
    }
}
