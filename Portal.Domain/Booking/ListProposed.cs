using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Whom the desk has to call: times kept for people whose code did not come, soonest first.</summary>
public sealed class ListProposed(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<List<DeskAppointment>, BookingError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Receptionist | StaffRole.Administrator))
            return await audit.RefuseAsync("proposed.read", BookingError.Forbidden, cancellation: cancellation);
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => a.Status == AppointmentStatus.Proposed && a.StartsAt > now).OrderBy(a => a.StartsAt).Take(200)).ToListAsync(cancellation);
    }
}
