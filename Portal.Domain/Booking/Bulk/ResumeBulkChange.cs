using Hangfire;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Jobs;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>Goes on with a bulk change that was stopped, or whose job is silent. Two runs at once do no harm.</summary>
public sealed class ResumeBulkChange(
    IDbContextFactory<PortalDbContext> contexts, IBackgroundJobClient jobs, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    const string Action = "bulk.resume";

    public async Task<Result<Done, BulkError>> ExecuteAsync(BulkChangeId id, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync(Action, BulkError.Forbidden, "bulk-change", id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var resumed = await db.Set<BulkChange>().Where(c => c.Id == id && c.State != BulkState.Done)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, BulkState.Running).SetProperty(c => c.TouchedAt, now), cancellation);
        if (resumed == 0)
            return await audit.RefuseAsync(Action, await db.Set<BulkChange>().AnyAsync(c => c.Id == id, cancellation) ? BulkError.WrongState : BulkError.NotFound, "bulk-change", id.Value, cancellation);
        audit.Add(db, Action, "bulk-change", id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.BulkChanges, id.Value));
        RunBulkChange.Enqueue(jobs, tenant.Id, id);
        return Done.Now;
    }
}
