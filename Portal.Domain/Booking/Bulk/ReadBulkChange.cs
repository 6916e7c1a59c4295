using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>One bulk change with what became of each of its appointments.</summary>
public sealed class ReadBulkChange(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <summary>A job that gave no sign of life for so long has died.</summary>
    public static readonly Duration Silent = Duration.FromMinutes(1);

    /// <param name="MadeBy">Null where it was no member of staff.</param>
    /// <param name="IsSilent">It should run and gives no sign of life.</param>
    public sealed record View(
        BulkChangeId Id, PractitionerId Practitioner, Instant From, Instant To, BulkKind Kind, BulkReason Reason, string? Note, string? MadeBy, Instant CreatedAt, BulkState State,
        bool IsSilent, IReadOnlyList<Item> Items)
    {
        public int Count(BulkItemState state) => Items.Count(item => item.State == state);
    }

    /// <param name="Appointment">As it is now.</param>
    /// <param name="To">Where it was to go.</param>
    /// <param name="Waits">The patient was offered other times and has not chosen.</param>
    /// <param name="KeptUntil">Until when the last of the offered times is kept; null where none is any more.</param>
    public sealed record Item(
        BulkItemId Id, DeskAppointment Appointment, PractitionerId FromPractitioner, Instant FromStart, BulkPlace? To, BulkItemState State, BookingError? Error, bool IsTold,
        bool Waits, Instant? KeptUntil);

    public async Task<Result<View, BulkError>> ExecuteAsync(BulkChangeId id, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync("bulk.read", BulkError.Forbidden, "bulk-change", id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<BulkChange>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } change)
            return BulkError.NotFound;
        var items = await db.Set<BulkChangeItem>().Where(i => i.ChangeId == id).OrderBy(i => i.FromStart).ThenBy(i => i.Position).ToListAsync(cancellation);
        var appointments = await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => db.Set<BulkChangeItem>().Any(i => i.ChangeId == id && i.AppointmentId == a.Id)))
            .ToDictionaryAsync(a => a.Id, cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var waiting = (await OpenOffers.ToBeMoved(db).Where(i => i.ChangeId == id).Select(i => i.Id).ToListAsync(cancellation)).ToHashSet();
        var kept = await (
            from o in db.Set<BulkOffer>()
            join i in db.Set<BulkChangeItem>() on o.ItemId equals i.Id
            where i.ChangeId == id && o.KeptUntil > now
            group o.KeptUntil by o.ItemId into own
            select new { own.Key, Until = own.Max() }).ToDictionaryAsync(own => own.Key, own => own.Until, cancellation);
        var madeBy = change.MadeBy is { } user ? await db.Set<StaffUser>().Where(u => u.Id == user.Value).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellation) : null;
        return new View(
            change.Id, change.PractitionerId, change.StartsAt, change.EndsAt, change.Kind, change.Reason, change.Note, madeBy, change.CreatedAt, change.State,
            change.State is BulkState.Preparing or BulkState.Running && change.TouchedAt < now - Silent,
            [.. items.Select(i => new Item(
                i.Id, appointments[i.AppointmentId], i.FromPractitioner, i.FromStart,
                i is { TargetPractitioner: { } who, TargetStart: { } start } ? new(who, start) : null, i.State, i.Error, i.ToldAt is not null,
                waiting.Contains(i.Id), kept.GetValueOrDefault(i.Id)))]);
    }
}
