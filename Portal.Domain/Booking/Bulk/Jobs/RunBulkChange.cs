using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Bulk.Jobs;

/// <summary>
/// Works a bulk change off, item by item, each through its ordinary use case under the item's own command key. It may be killed between any
/// two statements and run twice at once: an item is locked while it is done, and one that was done but not yet marked is answered from its key.
/// </summary>
public sealed partial class RunBulkChange(
    IDbContextFactory<PortalDbContext> contexts, DoBulkItem doItem, AuditTrail audit, ChangePublisher changes, TimeProvider clock, ILogger<RunBulkChange> log)
{
    internal static void Enqueue(IBackgroundJobClient jobs, TenantId tenant, BulkChangeId change) =>
        jobs.Enqueue<RunBulkChange>(job => job.ExecuteAsync(tenant, change.Value, CancellationToken.None));

    // what fails is brought back by the clock (WakeBulkChanges)
    [AutomaticRetry(Attempts = 0)]
    [SuppressMessage("Design", "CA1031", Justification = "What one item stumbles over must not keep the others waiting; it is thrown in the end.")]
    public async Task ExecuteAsync(TenantId tenant, Guid change, CancellationToken cancellation)
    {
        var id = BulkChangeId.From(change);
        if (!await TouchAsync(id, cancellation))
            return;
        changes.Publish(new(tenant, Topics.BulkChanges, change));
        var failure = default(Exception);
        for (var (position, before) = (-1, -2); position > before;)
        {
            before = position;
            try
            {
                if (await NextAsync(tenant, id, position, at => position = at, cancellation) && !await TouchAsync(id, cancellation))
                    return;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Log.ItemFailed(log, e, change, position);
                failure ??= e;
            }

            changes.Publish(new(tenant, Topics.BulkChanges, change));
        }

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        await FinishAsync(tenant, id, cancellation);
    }

    /// <returns>Whether it is to go on: nobody stopped it.</returns>
    async Task<bool> TouchAsync(BulkChangeId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        return await db.Set<BulkChange>().Where(c => c.Id == id && (c.State == BulkState.Preparing || c.State == BulkState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, BulkState.Running).SetProperty(c => c.TouchedAt, now), cancellation) > 0;
    }

    /// <returns>False where no item is left that nobody works on.</returns>
    async Task<bool> NextAsync(TenantId tenant, BulkChangeId id, int after, Action<int> taken, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await db.Set<BulkChangeItem>().FromSql(
            $"""
            select * from bulk_change_items where tenant_id = {tenant.Value} and change_id = {id.Value} and state = 'Pending' and position > {after}
            order by position limit 1 for update skip locked
            """).ToListAsync(cancellation);
        if (found is not [var item])
            return false;
        taken(item.Position); // first of all: one that throws is not taken again in this run
        item.Error = await doItem.ExecuteAsync(db, item, cancellation);
        item.State = item.Error is null ? BulkItemState.Done : BulkItemState.Failed;
        var patient = await db.Set<Appointment>().Where(a => a.Id == item.AppointmentId).Select(a => a.PatientId).SingleAsync(cancellation);
        db.Add(new OutboxEvent(tenant)
        {
            Kind = TellPatientOfBulkChange.Kind, CreatedAt = clock.GetUtcNow().ToInstant(),
            Payload = JsonSerializer.Serialize(new TellPatientOfBulkChange.Settled(id.Value, patient.Value)),
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // that it is to be moved stands in the calendar, and not before this commit: what the use case announced came too early for it
        changes.Publish(new(tenant, Topics.Appointments, item.AppointmentId.Value));
        return true;
    }

    // of two runners, the one that was there last finds nothing left
    async Task FinishAsync(TenantId tenant, BulkChangeId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var finished = await db.Set<BulkChange>()
            .Where(c => c.Id == id && c.State == BulkState.Running && !db.Set<BulkChangeItem>().Any(i => i.ChangeId == c.Id && i.State == BulkItemState.Pending))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, BulkState.Done), cancellation);
        if (finished == 0)
            return;
        audit.Add(db, "bulk.done", "bulk-change", id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant, Topics.BulkChanges, id.Value));
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Item {Position} of bulk change {Change} could not be done; it is tried again.")]
        public static partial void ItemFailed(ILogger log, Exception e, Guid change, int position);
    }
}
