using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Takes an offered time: by the patient, who holds the link that went to the phone, has proved the phone or answered from it, or by the desk for them.
/// First the offer is taken, by one of all who try; then it is booked with the hold and the offer's own key, which books once however often it
/// is tried. A process that dies in between leaves an accepted offer, which the next try or the next round books.
/// </summary>
public sealed class AcceptOffer(IDbContextFactory<PortalDbContext> contexts, OfferStore store, BookAppointment book, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public sealed record Request(WaitlistOfferId Offer);

    public async Task<Result<AppointmentId, WaitlistError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await AcceptAsync(request, cancellation);
        if (!result.Succeeded)
            await audit.RefuseAsync("waitlist.accept", result.Error, "waitlist-offer", request.Offer.Value, cancellation);
        return result;
    }

    async Task<Result<AppointmentId, WaitlistError>> AcceptAsync(Request request, CancellationToken cancellation)
    {
        if (await ReadAsync(request.Offer, cancellation) is not { } found)
            return WaitlistError.NotFound;
        var now = clock.GetUtcNow().ToInstant();
        if (found.Offer.State != WaitlistOfferState.Accepted && !await store.TryAcceptAsync(found.Offer, now, cancellation))
        {
            // ended, or taken by the other click a moment ago
            if (await ReadAsync(request.Offer, cancellation) is not { Offer.State: WaitlistOfferState.Accepted } again)
                return WaitlistError.TooLate;
            found = again;
        }

        return found.Offer.AppointmentId is { } booked ? booked : await BookAsync(found, cancellation);
    }

    /// <summary>Books what was accepted when the process died. For the rounds, which act for the system.</summary>
    internal async Task FinishAsync(WaitlistOfferId offer, CancellationToken cancellation)
    {
        if (await ReadAsync(offer, cancellation) is { Offer: { State: WaitlistOfferState.Accepted, AppointmentId: null } } found)
            await BookAsync(found, cancellation);
    }

    async Task<Result<AppointmentId, WaitlistError>> BookAsync(Found found, CancellationToken cancellation)
    {
        var (offer, entry) = found;
        var source = caller.Kind == CallerKind.Staff ? BookingSource.Desk : BookingSource.Patient;
        var booked = await book.ExecuteAsync(
            new(offer.CommandKey, entry.PatientId, entry.ServiceId, offer.PractitionerId, offer.StartsAt, source, Visitor: offer.Id.Value), cancellation);
        if (booked.Succeeded)
        {
            await store.BookedAsync(offer, booked.Value.Id, cancellation);
            return booked.Value.Id;
        }

        await store.EndAsync(offer, WaitlistOfferState.Accepted, WaitlistOfferState.Lost, clock.GetUtcNow().ToInstant(), cancellation);
        return booked.Error switch
        {
            BookingError.Taken => WaitlistError.Taken,
            BookingError.DeskOnly => WaitlistError.DeskOnly,
            BookingError.NotForPatient or BookingError.BirthDateMissing => WaitlistError.NotForPatient,
            _ => WaitlistError.NotOffered,
        };
    }

    sealed record Found(WaitlistOffer Offer, WaitlistEntry Entry);

    async Task<Found?> ReadAsync(WaitlistOfferId id, CancellationToken cancellation)
    {
        var (phone, mayAll) = (caller.Phone, caller.IsAny(StaffRole.Receptionist | StaffRole.Administrator));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (
            from o in db.Set<WaitlistOffer>()
            join e in db.Set<WaitlistEntry>() on o.EntryId equals e.Id
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            where o.Id == id && (mayAll || p.Phone == phone)
            select new Found(o, e)).SingleOrDefaultAsync(cancellation);
    }
}
