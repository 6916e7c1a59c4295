using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Encounters;

/// <summary>How a note is changed, whatever the change: its doctor alone, on the version that was read, audited in the same save.</summary>
public sealed class EncounterWriter(IDbContextFactory<PortalDbContext> contexts, ChartAccess access, Caller caller, AuditTrail audit)
{
    /// <param name="change">Makes the change, or says why not; nothing is saved then.</param>
    /// <param name="own">Whether only its own doctor may.</param>
    internal async Task<Result<Encounter, ChartError>> ChangeAsync(
        EncounterId id, uint? version, string action, bool own, Func<PortalDbContext, Encounter, ChartError?> change, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var encounter = await db.Set<Encounter>().AsTracking().SingleOrDefaultAsync(e => e.Id == id && !e.EnteredInError, cancellation);
        if (encounter is null)
            return ChartError.NotFound;
        if (await access.RequireToWriteAsync(encounter.PatientId, action, cancellation) is { } refused)
            return refused;
        if (own && !await IsOwnAsync(db, encounter, cancellation))
            return await audit.RefuseAsync(action, ChartError.NotYours, "patient", encounter.PatientId.Value, cancellation);
        if (version is { } read && read != encounter.Version)
            return ChartError.ChangedMeanwhile;
        if (change(db, encounter) is { } refusal)
            return refusal;
        audit.Add(db, action, "patient", encounter.PatientId.Value, new { encounter = id.Value });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChartError.ChangedMeanwhile;
        }

        return encounter;
    }

    async Task<bool> IsOwnAsync(PortalDbContext db, Encounter encounter, CancellationToken cancellation) =>
        caller.UserId is { } user && encounter.PractitionerId is { } doctor && await db.Set<Practitioner>().AnyAsync(p => p.Id == doctor && p.UserId == user, cancellation);
}
