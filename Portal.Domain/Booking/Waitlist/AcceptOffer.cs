using Microsoft.EntityFrameworkCore;
using NodaTime;
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
/// is tried. A process that dies in between leaves an accepted offer, which the next try or the next round books. Who has a later appointment for the
/// same is moved to the earlier time, so that nothing is doubled, unless they want both.
/// </summary>
public sealed class AcceptOffer(
    IDbContextFactory<PortalDbContext> contexts, OfferStore store, BookAppointment book, MoveAppointment move, BookedBefore before, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="KeepLater">The later appointment is kept beside it.</param>
    public sealed record Request(WaitlistOfferId Offer, bool KeepLater = false);

    /// <summary>The appointment that gives way to an earlier time.</summary>
    public sealed record Later(AppointmentId Id, int Version, Instant Start, Instant End);

    /// <summary>The later appointment that taking this offer would move; null where there is none.</summary>
    public async Task<Later?> LaterAsync(WaitlistOfferId offer, CancellationToken cancellation) =>
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
        if (found.Offer.State != WaitlistOfferState.Accepted && !await store.TryAcceptAsync(found.Offer, now, cancellation))
        {
            // ended, or taken by the other click a moment ago
            if (await ReadAsync(request.Offer, cancellation) is not { Offer.State: WaitlistOfferState.Accepted } again)
                return WaitlistError.TooLate;
            found = again;
        }

        return found.Offer.AppointmentId is { } booked ? booked : await BookAsync(found, request.KeepLater, cancellation);
    }

    /// <summary>Books what was accepted when the process died. For the rounds, which act for the system.</summary>
    internal async Task FinishAsync(WaitlistOfferId offer, CancellationToken cancellation)
    {
        if (await ReadAsync(offer, cancellation) is { Offer: { State: WaitlistOfferState.Accepted, AppointmentId: null } } found)
            await BookAsync(found, keepLater: false, cancellation);
    }

    async Task<Result<AppointmentId, WaitlistError>> BookAsync(Found found, bool keepLater, CancellationToken cancellation)
    {
        var (offer, entry) = found;
        // done by the process that died before it could say so
        if (await before.ExecuteAsync(offer.CommandKey, cancellation) is { } done)
        {
            await store.BookedAsync(offer, done, cancellation);
            return done;
        }

        if (!keepLater && await MoveAsync(found, cancellation) is { } moved)
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

    // with a time of its own, and no session of a course, which is one of several that belong together
    async Task<Later?> LaterAsync(Found found, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Appointment>()
            .Where(a => a.PatientId == found.Entry.PatientId && a.ServiceId == found.Entry.ServiceId && a.StartsAt > found.Offer.StartsAt
                && a.SessionId == null && a.SeriesId == null && AppointmentSteps.Ahead.Contains(a.Status))
            .OrderBy(a => a.StartsAt).Select(a => new Later(a.Id, a.Version, a.StartsAt, a.EndsAt)).FirstOrDefaultAsync(cancellation);
    }

    async Task<Result<AppointmentId, WaitlistError>> LoseAsync(WaitlistOffer offer, BookingError error, CancellationToken cancellation)
    {
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
