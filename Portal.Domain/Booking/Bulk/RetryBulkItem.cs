using Hangfire;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Jobs;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>
/// The way on for an item that failed, or was left out: it is done again upon the appointment as it is now, at the place that a person chose or
/// at the best free one. What the patient is offered is found anew.
/// </summary>
public sealed class RetryBulkItem(
    IDbContextFactory<PortalDbContext> contexts, BulkCalendar calendar, IBackgroundJobClient jobs, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes,
    TimeProvider clock)
{
    const string Action = "bulk.retry";

    /// <param name="To">Null for the best free place.</param>
    public sealed record Request(BulkItemId Item, BulkPlace? To = null);

    public async Task<Result<Done, BulkError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await RefuseAsync(BulkError.Forbidden);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await db.Set<BulkChangeItem>().FromSql(
            $"select * from bulk_change_items where tenant_id = {tenant.Id.Value} and id = {request.Item.Value} for update").ToListAsync(cancellation);
        if (found is not [var item])
            return await RefuseAsync(BulkError.NotFound);
        var change = await db.Set<BulkChange>().SingleAsync(c => c.Id == item.ChangeId, cancellation);
        var appointment = await db.Set<Appointment>().AsNoTracking().SingleAsync(a => a.Id == item.AppointmentId, cancellation);
        if (item.State is not (BulkItemState.Failed or BulkItemState.Skipped) || !appointment.Status.IsAhead() || change.State == BulkState.Paused)
            return await RefuseAsync(BulkError.WrongState);

        (item.State, item.Error, item.CommandKey, item.Version) = (BulkItemState.Pending, null, Guid.CreateVersion7(), appointment.Version);
        (item.FromPractitioner, item.FromStart) = (appointment.PractitionerId, appointment.StartsAt);
        if (!await PlaceAsync(db, change, item, appointment, request.To, cancellation))
            return await RefuseAsync(BulkError.NothingToDo);
        (change.State, change.TouchedAt) = (BulkState.Running, clock.GetUtcNow().ToInstant());
        audit.Add(db, Action, "bulk-change", change.Id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.BulkChanges, change.Id.Value));
        changes.Publish(new(tenant.Id, Topics.Appointments, appointment.Id.Value));
        RunBulkChange.Enqueue(jobs, tenant.Id, change.Id);
        return Done.Now;

        async Task<BulkError> RefuseAsync(BulkError why) => await audit.RefuseAsync(Action, why, "bulk-item", request.Item.Value, cancellation);
    }

    /// <returns>Whether there is anything to be done.</returns>
    async Task<bool> PlaceAsync(PortalDbContext db, BulkChange change, BulkChangeItem item, Appointment appointment, BulkPlace? wished, CancellationToken cancellation)
    {
        if (change.Kind == BulkKind.Cancel)
            return true;
        if (change.Kind == BulkKind.Move && wished is { } place)
        {
            (item.TargetPractitioner, item.TargetStart) = (place.Practitioner, place.Start);
            return true;
        }

        var wanted = new BulkPlanner.Wanted(appointment.Id, appointment.ServiceId, appointment.StartsAt, appointment.EndsAt - appointment.StartsAt);
        var (planner, last) = await calendar.PlannerAsync(change.PractitionerId, new Interval(change.StartsAt, change.EndsAt), cancellation);
        if (change.Kind == BulkKind.Move)
        {
            var best = planner.Place(wanted, BulkWhere.SamePractitionerLater, last) ?? planner.Place(wanted, BulkWhere.OtherPractitionerSameDay, last);
            (item.TargetPractitioner, item.TargetStart) = (best?.Practitioner, best?.Start);
            return best is not null;
        }

        await db.Set<BulkOffer>().Where(o => o.ItemId == item.Id).ExecuteDeleteAsync(cancellation);
        var offers = planner.Offer(wanted, last, PreviewBulkChange.MostOffers);
        foreach (var offer in offers)
            db.Add(new BulkOffer(tenant.Id, Guid.CreateVersion7(), item.Id) { PractitionerId = offer.Practitioner, StartsAt = offer.Start });
        return offers.Count > 0;
    }
}
