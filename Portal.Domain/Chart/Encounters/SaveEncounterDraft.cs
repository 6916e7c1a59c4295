using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Encounters;

/// <summary>Keeps what is written of a note while it is written, on the version that the screen has: what another screen wrote meanwhile is not overwritten.</summary>
public sealed class SaveEncounterDraft(EncounterWriter writer)
{
    public sealed record Request(EncounterId Id, uint Version, string? Reason, string? Complaint, string? Findings, string? Assessment, string? Plan);

    public async Task<Result<Encounter, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var parts = new NoteParts(request.Reason, request.Complaint, request.Findings, request.Assessment, request.Plan);
        return !parts.Fit ? ChartError.Invalid : await writer.ChangeAsync(request.Id, request.Version, "encounter.draft", own: true, (_, encounter) =>
        {
            if (encounter.Status == EncounterStatus.Signed)
                return ChartError.Signed;
            parts.WriteTo(encounter);
            return null;
        }, cancellation);
    }
}
