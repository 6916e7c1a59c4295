using NodaTime.Extensions;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Encounters;

/// <summary>Signs a note as it was saved last. It needs at least what the matter is taken for, or what is to be done; afterwards it is only amended.</summary>
public sealed class SignEncounter(EncounterWriter writer, Caller caller, TimeProvider clock)
{
    public sealed record Request(EncounterId Id, uint Version);

    public Task<Result<Encounter, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.ChangeAsync(request.Id, request.Version, "encounter.sign", own: true, (_, encounter) =>
        {
            if (encounter.Status == EncounterStatus.Signed)
                return ChartError.Signed;
            if (encounter.Assessment is null && encounter.Plan is null)
                return ChartError.Empty;
            var now = clock.GetUtcNow().ToInstant();
            (encounter.Status, encounter.SignedAt, encounter.SignedBy, encounter.EndedAt) = (EncounterStatus.Signed, now, caller.UserId, encounter.EndedAt ?? now);
            return null;
        }, cancellation);
}
