using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>Takes a prescription back, for a reason: its code then says that it is not valid, and its medicines are no longer among those taken. One that was dispensed stands.</summary>
public sealed class RevokePrescription(IDbContextFactory<PortalDbContext> contexts, ChartAccess access, AuditTrail audit, TimeProvider clock)
{
    public const int ShortestReason = 3, LongestReason = 400;

    public sealed record Request(PrescriptionId Id, string Reason);

    public async Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is < ShortestReason or > LongestReason)
            return ChartError.Invalid;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var prescription = await db.Set<Prescription>().AsTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellation);
        if (prescription is null)
            return ChartError.NotFound;
        if (await access.RequireAsync(prescription.PatientId, "prescription.revoke", cancellation) is { } refused)
            return refused;
        if (prescription.Status != PrescriptionStatus.Valid)
            return ChartError.ChangedMeanwhile;
        (prescription.Status, prescription.RevokedAt, prescription.RevokeReason) = (PrescriptionStatus.Revoked, clock.GetUtcNow().ToInstant(), reason);
        var items = await db.Set<PrescriptionItem>().Where(i => i.PrescriptionId == prescription.Id).Select(i => (EntryId?)i.Id).ToListAsync(cancellation);
        foreach (var taken in await db.Set<MedicationStatement>().AsTracking().Where(m => items.Contains(m.PrescriptionItemId) && m.Status == MedicationStatus.Active).ToListAsync(cancellation))
            taken.Status = MedicationStatus.Stopped;
        audit.Add(db, "prescription.revoke", "patient", prescription.PatientId.Value, new { prescription = prescription.Id.Value });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChartError.ChangedMeanwhile;
        }

        return Done.Now;
    }
}
