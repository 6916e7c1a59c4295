using NodaTime.Extensions;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Encounters;

/// <summary>Adds to a signed note, for a reason. The note stays as it was signed.</summary>
public sealed class AmendEncounter(EncounterWriter writer, TenantContext tenant, Caller caller, TimeProvider clock)
{
    public sealed record Request(EncounterId Id, string Text, string Reason);

    public async Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (text, reason) = (request.Text.Trim(), request.Reason.Trim());
        if (caller.UserId is not { } by || text.Length is 0 or > Encounter.LongestPart || reason.Length is < 3 or > 400)
            return ChartError.Invalid;
        var amended = await writer.ChangeAsync(request.Id, null, "encounter.amend", own: false, (db, encounter) =>
        {
            if (encounter.Status != EncounterStatus.Signed)
                return ChartError.Empty;
            db.Add(new EncounterAmendment(tenant.Id, Guid.CreateVersion7()) { EncounterId = encounter.Id, Text = text, Reason = reason, At = clock.GetUtcNow().ToInstant(), By = by });
            return null;
        }, cancellation);
        return amended.Succeeded ? Done.Now : amended.Error;
    }
}
