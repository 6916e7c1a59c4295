using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>The latest bulk changes, with what still waits for a person in each.</summary>
public sealed class ListBulkChanges(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    const int Shown = 20;

    /// <param name="Waiting">Patients who were offered other times and have not chosen: whom to call.</param>
    public sealed record Item(
        BulkChangeId Id, PractitionerId Practitioner, Instant From, Instant To, BulkKind Kind, BulkState State, Instant CreatedAt, int Total, int Settled, int Failed, int Waiting);

    public async Task<Result<List<Item>, BulkError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync("bulk.list", BulkError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<BulkChange>().OrderByDescending(c => c.CreatedAt).Take(Shown).Select(c => new Item(
            c.Id, c.PractitionerId, c.StartsAt, c.EndsAt, c.Kind, c.State, c.CreatedAt,
            db.Set<BulkChangeItem>().Count(i => i.ChangeId == c.Id),
            db.Set<BulkChangeItem>().Count(i => i.ChangeId == c.Id && i.State != BulkItemState.Pending),
            db.Set<BulkChangeItem>().Count(i => i.ChangeId == c.Id && i.State == BulkItemState.Failed),
            OpenOffers.ToBeMoved(db).Count(i => i.ChangeId == c.Id))).ToListAsync(cancellation);
    }
}
