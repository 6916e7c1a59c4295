using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Encounters;

/// <summary>A note that was begun and never written on goes away. One with a word in it is not thrown away: it is signed, or said to be an error.</summary>
public sealed class DiscardEncounterDraft(EncounterWriter writer)
{
    public sealed record Request(EncounterId Id, uint Version);

    public async Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var discarded = await writer.ChangeAsync(request.Id, request.Version, "encounter.discard", own: true, (_, encounter) =>
        {
            if (encounter.Status == EncounterStatus.Signed)
                return ChartError.Signed;
            if ((encounter.Reason ?? encounter.Complaint ?? encounter.Findings ?? encounter.Assessment ?? encounter.Plan) is not null)
                return ChartError.Invalid;
            // what was ordered at the visit still points to it
            encounter.EnteredInError = true;
            return null;
        }, cancellation);
        return discarded.Succeeded ? Done.Now : discarded.Error;
    }
}
