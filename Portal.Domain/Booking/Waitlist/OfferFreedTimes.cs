using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Goes down the list, first come first, and offers each who waits the soonest free time that fits and that they have not been offered before. One
/// round a tenant at a time; what two rounds would fight over, the claims and the offers' uniques decide. For the rounds and for events, which
/// act for the system; done again it changes nothing.
/// </summary>
sealed class OfferFreedTimes(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, FittingTimes fitting, TimesThatMayComeBack comingBack, WaiterStandings standings, CloseWaitlist close, MakeOffer make, ReadWaitlistSettings settings, TenantContext tenant, TimeProvider clock)
{
    static readonly Duration ADay = Duration.FromHours(24);

    // what is not done by then, the round of the next minute does
    const int MostAttempts = 100;
    static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts && !await TryAsync(cancellation); attempt++)
            await Task.Delay(BetweenAttempts, cancellation);
    }

    // false where another round is at work. Whoever waits for it holds no connection meanwhile: the round itself needs some.
    async Task<bool> TryAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await IsAnythingOpenAsync(db, cancellation))
            return true;
        await using var round = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({$"waitlist:{tenant.Id}"}, 0)) as \"Value\"").SingleAsync(cancellation))
            return false;
        await close.ExecuteAsync(cancellation);
        var current = await rules.GetAsync(cancellation);
        if (OfferTerms.IsDecent(await settings.ExecuteAsync(cancellation), clock.GetUtcNow().ToInstant().InZone(current.Zone).TimeOfDay))
            await OfferAsync(db, current, cancellation);
        return true;
    }

    static async Task<bool> IsAnythingOpenAsync(PortalDbContext db, CancellationToken cancellation) =>
        await db.Set<WaitlistEntry>().AnyAsync(e => e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered, cancellation)
        || await db.Set<WaitlistOffer>().AnyAsync(o => o.State == WaitlistOfferState.Accepted && o.AppointmentId == null, cancellation);

    async Task OfferAsync(PortalDbContext db, BookingRules current, CancellationToken cancellation)
    {
        var waiting = await db.Set<WaitlistEntry>().Where(e => e.State == WaitlistState.Waiting).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).ToListAsync(cancellation);
        var before = (await db.Set<WaitlistOffer>().Where(o => db.Set<WaitlistEntry>().Any(e => e.Id == o.EntryId && e.State == WaitlistState.Waiting))
            .Select(o => new { o.EntryId, o.StartsAt, o.CreatedAt }).ToListAsync(cancellation)).ToLookup(o => o.EntryId);
        var since = clock.GetUtcNow().ToInstant() - ADay;
        var back = await comingBack.ReadAsync(cancellation);
        var free = new Dictionary<(ServiceId, PractitionerId?, VisitKind), List<Slot>>();
        foreach (var entry in waiting)
        {
            if (before[entry.Id].Count(o => o.CreatedAt > since) >= OfferTerms.MostInADay || !current.Services.TryGetValue(entry.ServiceId, out var service))
                continue;
            var standing = await standings.ReadAsync(current, service, entry.PatientId, cancellation);
            if (standing.DeskOnly)
                continue; // the desk offers, and books, by hand
            var key = (entry.ServiceId, entry.PractitionerId, standing.Visit);
            if (!free.TryGetValue(key, out var slots))
                free[key] = slots = [.. (await fitting.FreeAsync(current, entry.ServiceId, entry.PractitionerId, standing.Visit, cancellation)).Where(slot => !MayComeBack(back, slot))];
            var known = before[entry.Id].Select(o => o.StartsAt).ToHashSet();
            var wished = FittingTimes.Fitting(slots, entry.Wishes, current.Zone).Where(slot => !known.Contains(slot.Start) && standing.MayCome(slot.Start.InZone(current.Zone).Date));
            if (await OfferToAsync(entry, standing.Visit, wished, slots, cancellation))
                free.Clear(); // what is kept now stands in the way of others
        }
    }

    static bool MayComeBack(IReadOnlyList<Busy> back, Slot slot) => back.Any(b => b.Resource == slot.Practitioner.Value && b.Start < slot.End && slot.Start < b.End);

    // down the times, until one could be kept
    async Task<bool> OfferToAsync(WaitlistEntry entry, VisitKind visit, IEnumerable<Slot> times, List<Slot> free, CancellationToken cancellation)
    {
        foreach (var slot in times)
        {
            var made = await make.ExecuteAsync(new(entry.Id, entry.ServiceId, entry.PractitionerId, slot.Practitioner, slot.Start, visit), cancellation);
            if (made.Succeeded)
                return true;
            if (made.Error == WaitlistError.Closed)
                return false; // left the list a moment ago
            free.Remove(slot);
        }

        return false;
    }
}
