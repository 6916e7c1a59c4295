using Portal.Domain.Chart.Model;

namespace Portal.Domain.Chart.Encounters;

/// <summary>What is written in a note; each part may be empty.</summary>
sealed record NoteParts(string? Reason, string? Complaint, string? Findings, string? Assessment, string? Plan)
{
    const int LongestReason = 400;

    /// <summary>Whether each part can be kept whole: nothing is cut off silently.</summary>
    public bool Fit => (Reason?.Length ?? 0) <= LongestReason && new[] { Complaint, Findings, Assessment, Plan }.All(part => (part?.Length ?? 0) <= Encounter.LongestPart);

    public void WriteTo(Encounter encounter) => (encounter.Reason, encounter.Complaint, encounter.Findings, encounter.Assessment, encounter.Plan) =
        (Kept(Reason), Kept(Complaint), Kept(Findings), Kept(Assessment), Kept(Plan));

    static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
