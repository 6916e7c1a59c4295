using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>A doctor's own list of one day of the clinic, earliest first, cancelled ones left out.</summary>
public sealed class ListMyDay(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, Caller caller, AuditTrail audit)
{
    /// <param name="Practitioner">Null where the signed-in account belongs to no practitioner of the calendar.</param>
    public sealed record MyDay(PractitionerId? Practitioner, IReadOnlyList<DeskAppointment> Appointments);

    public async Task<Result<MyDay, BookingError>> ExecuteAsync(LocalDate day, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Doctor) || caller.UserId is not { } user)
            return await audit.RefuseAsync("my-day.read", BookingError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var self = await db.Set<Practitioner>().Where(p => p.UserId == user).Select(p => new { p.Id }).SingleOrDefaultAsync(cancellation);
        if (self is null)
            return new MyDay(null, []);

        var zone = (await rules.GetAsync(cancellation)).Zone;
        var (begins, ends) = zone.Bounds(day);
        return new MyDay(self.Id, await DeskAppointment.Query(db, db.Set<Appointment>().Where(a =>
                a.PractitionerId == self.Id && a.StartsAt >= begins && a.StartsAt < ends && a.Status != AppointmentStatus.Cancelled).OrderBy(a => a.StartsAt))
            .ToListAsync(cancellation));
    }
}
