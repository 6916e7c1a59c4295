using System.Net;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>A visit with its note: in parts for a machine that knows them, and as text for every other.</summary>
static class WriteEncounter
{
    public static R4.Encounter Of(Encounter visit, IEnumerable<EncounterAmendment> amendments, string? doctor)
    {
        var (note, text) = NoteOf(visit, amendments);
        return new R4.Encounter
        {
            Id = visit.Id.ToString(),
            Status = visit.Status == EncounterStatus.Draft ? R4.Encounter.EncounterStatus.InProgress : R4.Encounter.EncounterStatus.Finished,
            Class = new R4.Coding(Codes.Terminology + "v3-ActCode", "AMB"),
            Participant = (visit.Author ?? doctor) is { } author
                ? [new() { Individual = visit.PractitionerId is { } practitioner ? Codes.Reference(practitioner.Value, author) : new() { Display = author } }] : [],
            Period = new() { StartElement = Codes.Time(visit.StartedAt), EndElement = visit.EndedAt is { } end ? Codes.Time(end) : null },
            ReasonCode = visit.Reason is { } reason ? [new() { Text = reason }] : [],
            Extension = note is null ? [] : [note],
            Text = text,
        };
    }

    static (R4.Extension? Note, R4.Narrative? Text) NoteOf(Encounter visit, IEnumerable<EncounterAmendment> amendments)
    {
        var parts = new (string Name, string? Text)[] { ("complaint", visit.Complaint), ("findings", visit.Findings), ("assessment", visit.Assessment), ("plan", visit.Plan) }
            .Where(part => part.Text is not null).ToList();
        var added = amendments.OrderBy(amendment => amendment.At).ToList();
        if (parts.Count == 0 && added.Count == 0 && visit.SignedAt is null)
            return (null, null);
        var note = new R4.Extension
        {
            Url = ChartExtensions.Note,
            Extension =
            [
                .. parts.Select(part => new R4.Extension(part.Name, new R4.Markdown(part.Text))),
                .. visit.SignedAt is { } signed ? [new R4.Extension("signed", Codes.Time(signed))] : Array.Empty<R4.Extension>(),
                .. added.Select(amendment => new R4.Extension
                {
                    Url = "amendment",
                    Extension =
                    [
                        new("text", new R4.Markdown(amendment.Text)), new("at", Codes.Time(amendment.At)),
                        .. amendment.Reason.Length > 0 ? [new R4.Extension("reason", new R4.FhirString(amendment.Reason))] : Array.Empty<R4.Extension>(),
                    ],
                }),
            ],
        };
        var lines = parts.Select(part => $"<p><b>{part.Name}</b>: {WebUtility.HtmlEncode(part.Text)}</p>").Concat(added.Select(amendment => $"<p>{WebUtility.HtmlEncode(amendment.Text)}</p>")).ToList();
        return (note, lines.Count == 0 ? null : new() { Status = R4.Narrative.NarrativeStatus.Generated, Div = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{string.Concat(lines)}</div>" });
    }
}
