using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>Stops a bulk change between two items. Whoever was changed already is told; what is left waits to be resumed.</summary>
public sealed class PauseBulkChange(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    const string Action = "bulk.pause";

    public async Task<Result<Done, BulkError>> ExecuteAsync(BulkChangeId id, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync(Action, BulkError.Forbidden, "bulk-change", id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var paused = await db.Set<BulkChange>().Where(c => c.Id == id && (c.State == BulkState.Preparing || c.State == BulkState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, BulkState.Paused), cancellation);
        if (paused == 0)
            return await audit.RefuseAsync(Action, await db.Set<BulkChange>().AnyAsync(c => c.Id == id, cancellation) ? BulkError.WrongState : BulkError.NotFound, "bulk-change", id.Value, cancellation);
        var untold = await (
            from i in db.Set<BulkChangeItem>()
            join a in db.Set<Appointment>() on i.AppointmentId equals a.Id
            where i.ChangeId == id && i.State == BulkItemState.Done && i.ToldAt == null
            select a.PatientId).Distinct().ToListAsync(cancellation);
        foreach (var patient in untold)
            db.Add(new OutboxEvent(tenant.Id)
            {
                Kind = TellPatientOfBulkChange.Kind, CreatedAt = clock.GetUtcNow().ToInstant(),
                Payload = JsonSerializer.Serialize(new TellPatientOfBulkChange.Settled(id.Value, patient.Value)),
            });
        audit.Add(db, Action, "bulk-change", id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.BulkChanges, id.Value));
        return Done.Now;
    }
}
