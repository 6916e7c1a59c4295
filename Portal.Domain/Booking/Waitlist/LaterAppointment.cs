using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>What one who waits has for the same already, later than an offered time: the appointment that may give way to it.</summary>
/// <param name="Version">To be sent with the move.</param>
public sealed record LaterAppointment(AppointmentId Id, int Version, Instant Start, Instant End)
{
    // with a time of its own, and no session of a course, which is one of several that belong together
    internal static Task<LaterAppointment?> FindAsync(PortalDbContext db, WaitlistEntry entry, Instant offered, CancellationToken cancellation) =>
        db.Set<Appointment>()
            .Where(a => a.PatientId == entry.PatientId && a.ServiceId == entry.ServiceId && a.StartsAt > offered
                && a.SessionId == null && a.SeriesId == null && AppointmentSteps.Ahead.Contains(a.Status))
            .OrderBy(a => a.StartsAt).Select(a => new LaterAppointment(a.Id, a.Version, a.StartsAt, a.EndsAt)).FirstOrDefaultAsync(cancellation);

    /// <summary>On one of the wished days: who waits for these has it in the stead of an earlier one. One further off may be another visit, and is given up by name alone.</summary>
    internal bool IsAmong(WaitlistEntry entry, DateTimeZone zone)
    {
        var day = Start.InZone(zone).Date;
        return day >= entry.FromDate && day <= entry.ToDate;
    }
}
