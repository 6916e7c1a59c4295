using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// The steps of an offer, each decided by one conditional UPDATE: of any number of processes and people, one takes it. A building block: who calls
/// it has checked the caller.
/// </summary>
public sealed class OfferStore(IDbContextFactory<PortalDbContext> contexts, ReleaseHold release, TenantContext tenant, AuditTrail audit, ChangePublisher changes)
{
    /// <param name="keepLater">Whether a later appointment is kept beside it.</param>
    /// <returns>Whether this call took it; then nobody else did or will.</returns>
    public async Task<bool> TryAcceptAsync(WaitlistOffer offer, bool keepLater, Instant now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var taken = await db.Set<WaitlistOffer>().Where(o => o.Id == offer.Id && o.State == WaitlistOfferState.Open && o.ExpiresAt > now)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.State, WaitlistOfferState.Accepted).SetProperty(x => x.AnsweredAt, now).SetProperty(x => x.KeepLater, keepLater), cancellation);
        if (taken == 0)
            return false;
        await MoveEntryAsync(db, offer.EntryId, WaitlistState.Offered, WaitlistState.Accepted, cancellation);
        audit.Add(db, "waitlist.accept", "waitlist", offer.EntryId.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Announce(offer);
        return true;
    }

    /// <summary>The accepted offer is booked. Told again, it changes nothing.</summary>
    public async Task BookedAsync(WaitlistOffer offer, AppointmentId appointment, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Set<WaitlistOffer>().Where(o => o.Id == offer.Id && o.AppointmentId == null)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.AppointmentId, appointment).SetProperty(x => x.State, WaitlistOfferState.Accepted), cancellation);
        await db.Set<WaitlistEntry>().Where(e => e.Id == offer.EntryId && e.AppointmentId == null)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.AppointmentId, appointment).SetProperty(x => x.State, WaitlistState.Accepted), cancellation);
        Announce(offer);
    }

    /// <summary>An offer comes to nothing, and who had it waits on. Its time goes to the next.</summary>
    /// <param name="from">The state it must still be in.</param>
    /// <returns>Whether this call ended it.</returns>
    public async Task<bool> EndAsync(WaitlistOffer offer, WaitlistOfferState from, WaitlistOfferState to, Instant now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await db.Set<WaitlistOffer>().Where(o => o.Id == offer.Id && o.State == from && o.AppointmentId == null)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.State, to).SetProperty(x => x.AnsweredAt, now), cancellation);
        if (ended == 0)
            return false;
        await MoveEntryAsync(db, offer.EntryId, from == WaitlistOfferState.Accepted ? WaitlistState.Accepted : WaitlistState.Offered, WaitlistState.Waiting, cancellation);
        WaitlistEvents.Add(db, tenant.Id, WaitlistEvents.Freed, offer.EntryId, now);
        audit.Add(db, $"waitlist.{to}", "waitlist", offer.EntryId.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await release.ExecuteAsync(offer.Id.Value, cancellation);
        Announce(offer);
        return true;
    }

    /// <summary>Takes somebody off the list, and what was kept for them with it.</summary>
    /// <returns>Whether the entry was open.</returns>
    public async Task<bool> CloseAsync(WaitlistEntryId entry, WaitlistState to, WaitlistCloser? by, Instant now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // the offer first and then the entry, as accepting does: two of them wait for each other in one direction
        var kept = await db.Set<WaitlistOffer>().Where(o => o.EntryId == entry && o.State == WaitlistOfferState.Open).Select(o => (WaitlistOfferId?)o.Id).SingleOrDefaultAsync(cancellation);
        await db.Set<WaitlistOffer>().Where(o => o.EntryId == entry && o.State == WaitlistOfferState.Open)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.State, WaitlistOfferState.Declined).SetProperty(x => x.AnsweredAt, now), cancellation);
        var closed = await db.Set<WaitlistEntry>().Where(e => e.Id == entry && (e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered))
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, to).SetProperty(x => x.ClosedBy, by), cancellation);
        if (closed == 0)
            return false;
        if (kept is not null)
            WaitlistEvents.Add(db, tenant.Id, WaitlistEvents.Freed, entry, now);
        audit.Add(db, $"waitlist.{to}", "waitlist", entry.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (kept is { } given)
            await release.ExecuteAsync(given.Value, cancellation);
        changes.Publish(new(tenant.Id, Topics.Waitlist, entry.Value));
        return true;
    }

    static Task<int> MoveEntryAsync(PortalDbContext db, WaitlistEntryId entry, WaitlistState from, WaitlistState to, CancellationToken cancellation) =>
        db.Set<WaitlistEntry>().Where(e => e.Id == entry && e.State == from).ExecuteUpdateAsync(e => e.SetProperty(x => x.State, to), cancellation);

    void Announce(WaitlistOffer offer) => changes.Publish(new(tenant.Id, Topics.Waitlist, offer.EntryId.Value));
}
