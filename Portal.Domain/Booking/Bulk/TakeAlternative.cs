using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Bulk;

/// <summary>A patient takes one of the times that were kept for them; its hold becomes the appointment's new place. Staff may do it for them.</summary>
public sealed class TakeAlternative(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, BookingStore store, SlotWishes wishes, Caller caller, CommandEnd end, TimeProvider clock)
{
    /// <param name="Version">As it was read; a stale one is refused.</param>
    /// <param name="Offer">Of <see cref="OpenOffers"/>.</param>
    public sealed record Request(Guid CommandKey, AppointmentId Appointment, int Version, Guid Offer);

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await AcceptAsync(request, cancellation), "bulk.accept", request.Appointment, cancellation);

    async Task<Result<AppointmentState, BookingError>> AcceptAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.Patient && !caller.IsReception)
            return BookingError.Forbidden;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from o in db.Set<BulkOffer>()
            join i in db.Set<BulkChangeItem>() on o.ItemId equals i.Id
            join a in db.Set<Appointment>() on i.AppointmentId equals a.Id
            where o.Id == request.Offer && a.Id == request.Appointment
            select new { Offer = o, a.ServiceId, Length = a.EndsAt - a.StartsAt }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return BookingError.NotFound;
        var isKept = found.Offer.KeptUntil > clock.GetUtcNow().ToInstant();
        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            // what is kept can be taken, though the notice passed while its patient thought about it
            var terms = isKept ? current with { Policy = current.Policy with { Notice = Duration.Zero } } : current;
            var wish = wishes.Resolve(terms, new(found.ServiceId, found.Offer.PractitionerId, null, found.Offer.StartsAt) { Length = found.Length });
            if (!wish.Succeeded)
                return StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var move = new MovedAppointment(
                request.CommandKey, Hash(request), current.Version, request.Appointment, request.Version, found.ServiceId, wish.Value.Only(0));
            return StoreOutcomes.Read(await store.MoveIntoHoldAsync(request.Offer, move, cancellation));
        }, cancellation);
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[32]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Offer);
        return hash.ToArray();
    }
}
