using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Bulk;

/// <summary>Whoever has chosen, cancelled or come needs no times kept any more: the other holds are given back.</summary>
sealed class ReleaseAnsweredOffers(IDbContextFactory<PortalDbContext> contexts, ReleaseHold release) : IOutboxHandler
{
    public bool Handles(string kind) => kind.StartsWith(AppointmentChange.Prefix, StringComparison.Ordinal);

    public async Task HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        var appointment = AppointmentChange.Of(item).Appointment;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await (
            from i in db.Set<BulkChangeItem>()
            join o in db.Set<BulkOffer>() on i.Id equals o.ItemId
            join a in db.Set<Appointment>() on i.AppointmentId equals a.Id
            where i.AppointmentId == appointment && o.KeptUntil != null
                && !(a.PractitionerId == i.FromPractitioner && a.StartsAt == i.FromStart && AppointmentSteps.Ahead.Contains(a.Status))
            select o.Id).ToListAsync(cancellation);
        foreach (var offer in kept)
        {
            await release.ExecuteAsync(offer, cancellation);
            await db.Set<BulkOffer>().Where(o => o.Id == offer).ExecuteUpdateAsync(set => set.SetProperty(o => o.KeptUntil, (NodaTime.Instant?)null), cancellation);
        }
    }
}
