using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Takes an offered time: by the patient, who holds the link that went to the phone, has proved the phone or answered from it, or by the desk for them.
/// First the offer is taken, by one of all who try; then it is booked with the hold and the offer's own key, which books once however often it
/// is tried. A process that dies in between leaves an accepted offer, which the next try or the next round books. Who has a later appointment for the
/// same is moved to the earlier time, so that nothing is doubled, unless they want both.
/// </summary>
public sealed class AcceptOffer(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, OfferStore store, BookAppointment book, MoveAppointment move, BookedBefore before, Caller caller, AuditTrail audit,
    TimeProvider clock)
{
    /// <param name="KeepLater">The later appointment is kept beside it; null for who was not asked: then it gives way where the offer's message said so.</param>
    public sealed record Request(WaitlistOfferId Offer, bool? KeepLater = false);

    /// <summary>The later appointment that taking this offer would move; null where there is none.</summary>
    public async Task<LaterAppointment?> LaterAsync(WaitlistOfferId offer, CancellationToken cancellation) =>
        await ReadAsync(offer, cancellation) is { } found ? await LaterAsync(found, cancellation) : null;

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
        if (found.Offer.State != WaitlistOfferState.Accepted)
        {
            var keepLater = request.KeepLater ?? await KeepsUnaskedAsync(found, cancellation);
            await store.TryAcceptAsync(found.Offer, keepLater, now, cancellation);
            // it may have ended, or the other click took it a moment ago: what that one chose is done
            if (await ReadAsync(request.Offer, cancellation) is not { Offer.State: WaitlistOfferState.Accepted } accepted)
                return WaitlistError.TooLate;
            found = accepted;
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
        // done by the process that died before it could say so
        if (await DoneAsync(offer, cancellation) is { } done)
            return done;
        if (!offer.KeepLater && await MoveAsync(found, cancellation) is { } moved)
            return moved;
        var source = caller.Kind == CallerKind.Staff ? BookingSource.Desk : BookingSource.Patient;
        var booked = await book.ExecuteAsync(
            new(offer.CommandKey, entry.PatientId, entry.ServiceId, offer.PractitionerId, offer.StartsAt, source, Visitor: offer.Id.Value), cancellation);
        if (booked.Succeeded)
        {
            await store.BookedAsync(offer, booked.Value.Id, cancellation);
            return booked.Value.Id;
        }

        return await LoseAsync(offer, booked.Error, cancellation);
    }

    async Task<AppointmentId?> DoneAsync(WaitlistOffer offer, CancellationToken cancellation)
    {
        if (await before.ExecuteAsync(offer.CommandKey, cancellation) is not { } done)
            return null;
        await store.BookedAsync(offer, done, cancellation);
        return done;
    }

    // null where there is nothing to move any more: then the time is booked beside what is there
    async Task<Result<AppointmentId, WaitlistError>?> MoveAsync(Found found, CancellationToken cancellation)
    {
        var (offer, entry) = found;
        for (var attempt = 0; attempt < 2 && await LaterAsync(found, cancellation) is { } later; attempt++)
        {
            var moved = await move.ExecuteAsync(
                new(offer.CommandKey, later.Id, later.Version, entry.ServiceId, later.End - later.Start, offer.PractitionerId, offer.StartsAt) { Visitor = offer.Id.Value }, cancellation);
            if (moved.Succeeded)
            {
                await store.BookedAsync(offer, moved.Value.Id, cancellation);
                return moved.Value.Id;
            }

            // changed by somebody a moment ago: as it stands now it may be there to be moved, or not
            if (moved.Error is not (BookingError.ChangedMeanwhile or BookingError.Closed or BookingError.NotFound))
                return await LoseAsync(offer, moved.Error, cancellation);
        }

        return null;
    }

    async Task<LaterAppointment?> LaterAsync(Found found, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await LaterAppointment.FindAsync(db, found.Entry, found.Offer.StartsAt, cancellation);
    }

    // what the message said gives way does, as long as it is that: another one, far off, is kept
    async Task<bool> KeepsUnaskedAsync(Found found, CancellationToken cancellation) =>
        found.Offer.KeepLater || (await LaterAsync(found, cancellation) is { } later && !later.IsAmong(found.Entry, (await rules.GetAsync(cancellation)).Zone));

    async Task<Result<AppointmentId, WaitlistError>> LoseAsync(WaitlistOffer offer, BookingError error, CancellationToken cancellation)
    {
        // the other click was quicker, and what this one came for is done: a time that one has oneself is not lost
        if (await DoneAsync(offer, cancellation) is { } done)
            return done;
        await store.EndAsync(offer, WaitlistOfferState.Accepted, WaitlistOfferState.Lost, clock.GetUtcNow().ToInstant(), cancellation);
        return error switch
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
        var (phone, mayAll) = (caller.Phone, caller.IsReception);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (
            from o in db.Set<WaitlistOffer>()
            join e in db.Set<WaitlistEntry>() on o.EntryId equals e.Id
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            where o.Id == id && (mayAll || p.Phone == phone)
            select new Found(o, e)).SingleOrDefaultAsync(cancellation);
    }
}
