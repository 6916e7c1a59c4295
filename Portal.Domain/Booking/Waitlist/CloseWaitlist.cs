using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Ends what time and other bookings have ended: offers that nobody answered, places of people who booked the same service meanwhile, places whose
/// last day has passed. For the rounds; done again it changes nothing.
/// </summary>
sealed class CloseWaitlist(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, OfferStore store, AcceptOffer accept, ReadWaitlistSettings settings, WaitlistMessages messages, TimeProvider clock)
{
    // so long a click may still be at work on what it accepted
    static readonly Duration Unfinished = Duration.FromMinutes(1);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        await FinishAcceptedAsync(now, cancellation);
        await ExpireOffersAsync(now, cancellation);
        await CloseBookedAsync(now, cancellation);
        await ExpireEntriesAsync(now, cancellation);
    }

    async Task FinishAcceptedAsync(Instant now, CancellationToken cancellation)
    {
        var before = now - Unfinished;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var left = await db.Set<WaitlistOffer>().Where(o => o.State == WaitlistOfferState.Accepted && o.AppointmentId == null && o.AnsweredAt < before).Select(o => o.Id).ToListAsync(cancellation);
        foreach (var offer in left)
            await accept.FinishAsync(offer, cancellation);
    }

    async Task ExpireOffersAsync(Instant now, CancellationToken cancellation)
    {
        var before = now - OfferTerms.Grace;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var offer in await db.Set<WaitlistOffer>().Where(o => o.State == WaitlistOfferState.Open && o.ExpiresAt <= before).ToListAsync(cancellation))
            await store.EndAsync(offer, WaitlistOfferState.Open, WaitlistOfferState.Expired, now, cancellation);
    }

    async Task CloseBookedAsync(Instant now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var booked = await db.Set<WaitlistEntry>().Where(e => (e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered)
            && db.Set<Appointment>().Any(a => a.PatientId == e.PatientId && a.ServiceId == e.ServiceId && a.CreatedAt > e.CreatedAt
                && a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow)).Select(e => e.Id).ToListAsync(cancellation);
        foreach (var entry in booked)
            await store.CloseAsync(entry, WaitlistState.Withdrawn, WaitlistCloser.Booking, now, cancellation);
    }

    // the patient is told, and so at an hour when one may
    async Task ExpireEntriesAsync(Instant now, CancellationToken cancellation)
    {
        var local = now.InZone((await rules.GetAsync(cancellation)).Zone);
        if (!OfferTerms.IsDecent(await settings.ExecuteAsync(cancellation), local.TimeOfDay))
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var over = await (
            from e in db.Set<WaitlistEntry>()
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            join s in db.Set<Service>() on e.ServiceId equals s.Id
            where e.State == WaitlistState.Waiting && e.ToDate < local.Date
            select new { Entry = e, Patient = p, Service = s }).ToListAsync(cancellation);
        foreach (var each in over)
        {
            if (!await store.CloseAsync(each.Entry.Id, WaitlistState.Expired, null, now, cancellation))
                continue;
            await messages.EndedAsync(db, each.Entry, each.Patient, each.Service, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
