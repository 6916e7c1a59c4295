using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Notifications.Texts;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Booking.Bulk;

/// <summary>
/// Does one item of a bulk change as its kind asks: a move or a cancellation through the use case that the desk has for it, or the holds of
/// what the patient may choose from. Done again, it changes nothing.
/// </summary>
public sealed class DoBulkItem(
    MoveAppointment move, ChangeAppointmentStatus change, BookingRulesSource rules, BookingStore store, SlotWishes wishes, TenantCatalogue catalogue, TenantContext tenant)
{
    /// <summary>How long a patient may think about what they are offered.</summary>
    public static readonly Duration KeptFor = Duration.FromHours(24);

    /// <param name="db">The item's own transaction.</param>
    /// <returns>Null where it was done.</returns>
    internal async Task<BookingError?> ExecuteAsync(PortalDbContext db, BulkChangeItem item, CancellationToken cancellation)
    {
        var bulk = await db.Set<BulkChange>().SingleAsync(c => c.Id == item.ChangeId, cancellation);
        var appointment = await db.Set<Appointment>().AsNoTracking().SingleAsync(a => a.Id == item.AppointmentId, cancellation);
        // done by a run that died before it could mark it, whatever has become of the appointment since
        if (await db.Set<AppointmentEvent>().AnyAsync(e => e.CommandKey == item.CommandKey, cancellation))
            return null;
        switch (bulk.Kind)
        {
            case BulkKind.Cancel:
                var cancelled = await change.ExecuteAsync(
                    new(item.CommandKey, item.AppointmentId, item.Version, AppointmentStatus.Cancelled, await WhyAsync(bulk, cancellation), CancelledBy.Clinic), cancellation);
                return cancelled.Succeeded ? null : cancelled.Error;
            case BulkKind.Move when item is { TargetPractitioner: { } to, TargetStart: { } start }:
                var moved = await move.ExecuteAsync(
                    new(item.CommandKey, item.AppointmentId, item.Version, appointment.ServiceId, appointment.EndsAt - appointment.StartsAt, to, start), cancellation);
                return moved.Succeeded ? null : moved.Error;
            case BulkKind.OfferAlternatives:
                if (appointment.Version != item.Version)
                    return BookingError.ChangedMeanwhile;
                return await KeepAsync(db, item, appointment, cancellation) ? null : BookingError.Taken;
            default:
                return BookingError.OutsideHours; // nowhere to go to
        }
    }

    async Task<string> WhyAsync(BulkChange bulk, CancellationToken cancellation) =>
        bulk.Note ?? MessageTexts.Get($"bulk.reason.{bulk.Reason}", (await catalogue.FindAsync(tenant.Id, cancellation))?.DefaultLanguage ?? "ar");

    /// <returns>Whether there is at least one time to choose.</returns>
    async Task<bool> KeepAsync(PortalDbContext db, BulkChangeItem item, Appointment appointment, CancellationToken cancellation)
    {
        var any = false;
        foreach (var offer in await db.Set<BulkOffer>().Where(o => o.ItemId == item.Id).OrderBy(o => o.StartsAt).ToListAsync(cancellation))
        {
            var until = Instant.Min(store.Now + KeptFor, offer.StartsAt);
            offer.KeptUntil = until > store.Now && await HoldAsync(offer, appointment, until, cancellation) is { } hold ? hold.ExpiresAt : null;
            any |= offer.KeptUntil is not null;
        }

        return any;
    }

    async Task<SlotHold?> HoldAsync(BulkOffer offer, Appointment appointment, Instant until, CancellationToken cancellation)
    {
        var hash = new RequestHash(stackalloc byte[32]);
        hash.Add(offer.Id);
        var asked = hash.ToArray();
        var answer = await rules.WithCurrentAsync<HoldAnswer>(async current =>
        {
            var wish = wishes.Resolve(current, new(appointment.ServiceId, offer.PractitionerId, null, offer.StartsAt) { Length = appointment.EndsAt - appointment.StartsAt });
            if (!wish.Succeeded)
                return new HoldAnswer("refused", null);
            var held = await store.HoldAsync(new NewHold(offer.Id, asked, current.Version, offer.Id, appointment.ServiceId, until), wish.Value, cancellation);
            return held.Outcome == "reload" ? null : held;
        }, cancellation);
        return answer.Hold;
    }
}
