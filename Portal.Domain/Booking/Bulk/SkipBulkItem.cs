using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>Leaves one appointment of a bulk change as it is. What is done already is not taken back by it.</summary>
public sealed class SkipBulkItem(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes)
{
    const string Action = "bulk.skip";

    public async Task<Result<Done, BulkError>> ExecuteAsync(BulkItemId id, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync(Action, BulkError.Forbidden, "bulk-item", id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // one that is being done is waited for, and is then no longer to be left out
        var skipped = await db.Set<BulkChangeItem>().Where(i => i.Id == id && (i.State == BulkItemState.Pending || i.State == BulkItemState.Failed))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, BulkItemState.Skipped), cancellation);
        if (skipped == 0)
            return await audit.RefuseAsync(Action, await db.Set<BulkChangeItem>().AnyAsync(i => i.Id == id, cancellation) ? BulkError.WrongState : BulkError.NotFound, "bulk-item", id.Value, cancellation);
        var item = await db.Set<BulkChangeItem>().Where(i => i.Id == id).Select(i => new { i.ChangeId, i.AppointmentId }).SingleAsync(cancellation);
        audit.Add(db, Action, "bulk-change", item.ChangeId.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.BulkChanges, item.ChangeId.Value));
        // whether it is to be moved stands in the calendar
        changes.Publish(new(tenant.Id, Topics.Appointments, item.AppointmentId.Value));
        return Done.Now;
    }
}
