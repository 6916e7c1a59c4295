using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>The places in the waiting list of everybody on the caller's proved phone, and one of them by its id.</summary>
public sealed class MyWaitlist(IDbContextFactory<PortalDbContext> contexts, Caller caller)
{
    /// <param name="Offers">Latest first.</param>
    public sealed record Place(
        WaitlistEntryId Id, string PatientName, ServiceId ServiceId, string ServiceAr, string ServiceEn, decimal? Price, WaitlistWishes Wishes, WaitlistState State, WaitlistCloser? ClosedBy,
        AppointmentId? Appointment, IReadOnlyList<Offer> Offers)
    {
        /// <summary>All that a page opened by a link shows of the name.</summary>
        public string FirstName => PatientName.Split(' ', 2)[0];

        /// <summary>What waits for an answer.</summary>
        public Offer? Open => Offers is [{ State: WaitlistOfferState.Open } latest, ..] ? latest : null;

        public bool IsOpen => State is WaitlistState.Waiting or WaitlistState.Offered;

        public string Service(string language) => language == "ar" ? ServiceAr : ServiceEn;
    }

    public sealed record Offer(WaitlistOfferId Id, PractitionerId PractitionerId, string DoctorAr, string DoctorEn, Instant Start, Instant ExpiresAt, WaitlistOfferState State)
    {
        public string Doctor(string language) => language == "ar" ? DoctorAr : DoctorEn;
    }

    /// <returns>The open ones, in the order of joining; none for a caller who has proved no phone.</returns>
    public Task<IReadOnlyList<Place>> ExecuteAsync(CancellationToken cancellation) =>
        ReadAsync(entries => entries.Where(e => e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered), cancellation);

    /// <returns>Null where there is none, or none of the caller's.</returns>
    public async Task<Place?> FindAsync(WaitlistEntryId id, CancellationToken cancellation) =>
        (await ReadAsync(entries => entries.Where(e => e.Id == id), cancellation)) is [var place] ? place : null;

    async Task<IReadOnlyList<Place>> ReadAsync(Func<IQueryable<WaitlistEntry>, IQueryable<WaitlistEntry>> which, CancellationToken cancellation)
    {
        if (caller.Phone is not { } phone)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var people = await PersonIds.OfPhoneAsync(db, phone, cancellation);
        var entries = await (
            from e in which(db.Set<WaitlistEntry>())
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            join s in db.Set<Service>() on e.ServiceId equals s.Id
            where people.Contains(p.Id)
            orderby e.CreatedAt, e.Id
            select new { Entry = e, p.Name, s.NameAr, s.NameEn, s.Price }).ToListAsync(cancellation);
        var ids = entries.ConvertAll(e => e.Entry.Id);
        var offers = (await (
            from o in db.Set<WaitlistOffer>()
            join d in db.Set<Practitioner>() on o.PractitionerId equals d.Id
            where ids.Contains(o.EntryId)
            orderby o.CreatedAt descending, o.Id descending
            select new { o.EntryId, Offer = new Offer(o.Id, d.Id, d.NameAr, d.NameEn, o.StartsAt, o.ExpiresAt, o.State) }).ToListAsync(cancellation)).ToLookup(o => o.EntryId, o => o.Offer);
        return entries.ConvertAll(e => new Place(
            e.Entry.Id, e.Name, e.Entry.ServiceId, e.NameAr, e.NameEn, e.Price, e.Entry.Wishes, e.Entry.State, e.Entry.ClosedBy, e.Entry.AppointmentId, [.. offers[e.Entry.Id]]));
    }
}
