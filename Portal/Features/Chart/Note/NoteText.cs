using Portal.Domain.Chart.Model;

namespace Portal.Features.Chart.Note;

/// <summary>A visit's note as it is written.</summary>
public sealed record NoteText(string Reason, string Complaint, string Findings, string Assessment, string Plan)
{
    /// <summary>Its parts, in the order in which they are written: the name of the text and of the field.</summary>
    public static readonly IReadOnlyList<string> Parts = ["Complaint", "Findings", "Assessment", "Plan"];

    public static NoteText Of(Encounter note) => new(note.Reason ?? "", note.Complaint ?? "", note.Findings ?? "", note.Assessment ?? "", note.Plan ?? "");

    /// <summary>As the browser kept it.</summary>
    public static NoteText Of(IReadOnlyDictionary<string, string> fields) =>
        new(Field(fields, "reason"), Field(fields, "complaint"), Field(fields, "findings"), Field(fields, "assessment"), Field(fields, "plan"));

    public bool IsEmpty => this is { Reason.Length: 0, Complaint.Length: 0, Findings.Length: 0, Assessment.Length: 0, Plan.Length: 0 };

    public string Part(string name) => name switch { "Reason" => Reason, "Complaint" => Complaint, "Findings" => Findings, "Assessment" => Assessment, _ => Plan };

    public NoteText With(string part, string text) => part switch
    {
        "Reason" => this with { Reason = text },
        "Complaint" => this with { Complaint = text },
        "Findings" => this with { Findings = text },
        "Assessment" => this with { Assessment = text },
        _ => this with { Plan = text },
    };

    // a browser writes the ends of lines in its own way
    static string Field(IReadOnlyDictionary<string, string> fields, string name) => fields.TryGetValue(name, out var text) ? text.ReplaceLineEndings("\n") : "";
}
