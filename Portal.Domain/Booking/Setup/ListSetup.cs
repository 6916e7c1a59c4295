using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Everything of the calendar's set-up, for the administrator's pages; retired ones last.</summary>
public sealed class ListSetup(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Offers">Which practitioner offers which service.</param>
    /// <param name="Extra">One-off hours that are not over.</param>
    /// <param name="TimeOff">Absences that are not over, with how many appointments fall into each.</param>
    public sealed record Setup(
        BookingSettings Settings, IReadOnlyList<Service> Services, IReadOnlyList<Practitioner> Practitioners, ILookup<PractitionerId, ServiceId> Offers,
        IReadOnlyList<WeeklySchedule> Schedules, IReadOnlyList<(TimeOff Off, int Booked)> TimeOff, IReadOnlyList<Holiday> Holidays, IReadOnlyList<ExtraHours> Extra);

    public async Task<Result<Setup, SetupError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("setup.read", SetupError.Forbidden, cancellation: cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var yesterday = now.InUtc().Date.PlusDays(-1); // of the clinic's today some hours may still be yesterday elsewhere
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var offers = await db.Set<PractitionerService>().ToListAsync(cancellation);
        var off = await db.Set<TimeOff>().Where(o => o.EndsAt > now).OrderBy(o => o.StartsAt).Select(o => new
        {
            Off = o,
            Booked = db.Set<Appointment>().Count(a => a.PractitionerId == o.PractitionerId && a.StartsAt < o.EndsAt && a.EndsAt > o.StartsAt
                && AppointmentSteps.Ahead.Contains(a.Status)),
        }).ToListAsync(cancellation);
        return new Setup(
            await db.Set<BookingSettings>().SingleAsync(cancellation),
            await db.Set<Service>().OrderBy(s => s.Retired).ThenBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellation),
            await db.Set<Practitioner>().OrderBy(p => p.Retired).ThenBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellation),
            offers.ToLookup(o => o.PractitionerId, o => o.ServiceId),
            await db.Set<WeeklySchedule>().Include(s => s.Hours).OrderBy(s => s.ValidFrom).ToListAsync(cancellation),
            [.. off.Select(o => (o.Off, o.Booked))],
            await db.Set<Holiday>().OrderBy(h => h.Date).ToListAsync(cancellation),
            await db.Set<ExtraHours>().Where(h => h.Date >= yesterday).OrderBy(h => h.Date).ThenBy(h => h.From).ToListAsync(cancellation));
    }
}
