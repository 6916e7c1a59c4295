using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>Who waits, in the order of the list, and what is kept for them; for the desk.</summary>
public sealed class ListWaitlist(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TenantCache cache, Caller caller, AuditTrail audit)
{
    const int MostShown = 300;

    /// <param name="Offer">What is kept for them now.</param>
    public sealed record Item(
        WaitlistEntryId Id, PatientId Patient, string PatientName, string PatientPhone, ServiceId Service, string ServiceAr, string ServiceEn, WaitlistWishes Wishes,
        Instant CreatedAt, Kept? Offer)
    {
        public string ServiceName(string language) => language == "ar" ? ServiceAr : ServiceEn;
    }

    public sealed record Kept(WaitlistOfferId Id, PractitionerId Practitioner, Instant Start, Instant ExpiresAt);

    public async Task<Result<IReadOnlyList<Item>, WaitlistError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from e in Open(db).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).Take(MostShown)
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            join s in db.Set<Service>() on e.ServiceId equals s.Id
            from o in db.Set<WaitlistOffer>().Where(o => o.EntryId == e.Id && o.State == WaitlistOfferState.Open).DefaultIfEmpty()
            orderby e.CreatedAt, e.Id
            select new { Entry = e, p.Name, p.Phone, s.NameAr, s.NameEn, Offer = o }).ToListAsync(cancellation);
        return found.ConvertAll(f => new Item(
            f.Entry.Id, f.Entry.PatientId, f.Name, f.Phone, f.Entry.ServiceId, f.NameAr, f.NameEn, f.Entry.Wishes, f.Entry.CreatedAt,
            f.Offer is { } o ? new(o.Id, o.PractitionerId, o.StartsAt, o.ExpiresAt) : null));
    }

    /// <summary>How many wait: counted once for all desks of a clinic, and again when the list changed.</summary>
    public async Task<Result<int, WaitlistError>> CountAsync(CancellationToken cancellation)
    {
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        return await cache.GetAsync(tenant.Id, Topics.Waitlist, "count", async token =>
        {
            await using var db = await contexts.CreateDbContextAsync(token);
            return await Open(db).CountAsync(token);
        }, cancellation);
    }

    static IQueryable<WaitlistEntry> Open(PortalDbContext db) => db.Set<WaitlistEntry>().Where(e => e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered);

    async Task<WaitlistError?> RefusalAsync(CancellationToken cancellation) => caller.IsDesk
        ? null : await audit.RefuseAsync("waitlist.read", WaitlistError.Forbidden, cancellation: cancellation);
}
