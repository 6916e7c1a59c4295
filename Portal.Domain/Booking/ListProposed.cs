using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Whom the desk has to call: times kept for people whose code did not come, and appointments that cannot take place and whose patients have not chosen. Soonest first.</summary>
public sealed class ListProposed(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<List<DeskAppointment>, BookingError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync("proposed.read", BookingError.Forbidden, cancellation: cancellation);
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var toCall = db.Set<Appointment>().Where(a =>
            a.StartsAt > now && (a.Status == AppointmentStatus.Proposed || OpenOffers.ToBeMoved(db).Any(i => i.AppointmentId == a.Id)));
        return await DeskAppointment.Query(db, toCall.OrderBy(a => a.StartsAt).Take(200)).ToListAsync(cancellation);
    }
}
