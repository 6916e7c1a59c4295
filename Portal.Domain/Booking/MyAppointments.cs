using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>The appointments of everybody on the caller's proved phone: families share one.</summary>
public sealed class MyAppointments(IDbContextFactory<PortalDbContext> contexts, Caller caller, TimeProvider clock)
{
    const int MostPast = 20;

    // a line runs late: who is in one is not over when the number's hour is
    static readonly Duration Overtime = Duration.FromHours(8);

    static readonly AppointmentStatus[] NotOver = [.. AppointmentSteps.Ahead, .. AppointmentSteps.Here];

    /// <param name="Upcoming">Soonest first, cancelled ones left out.</param>
    /// <param name="Past">Latest first: those over, cancelled or missed.</param>
    public sealed record Lists(IReadOnlyList<PublicAppointment.View> Upcoming, IReadOnlyList<PublicAppointment.View> Past);

    /// <returns>Empty lists for a caller who has proved no phone.</returns>
    public async Task<Lists> ExecuteAsync(CancellationToken cancellation)
    {
        if (caller.Phone is not { } phone)
            return new([], []);
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var people = await PersonIds.OfPhoneAsync(db, phone, cancellation);
        var own = db.Set<Patient>().Where(p => people.Contains(p.Id));
        // ordered before they are joined: the view is built by the query and cannot be asked by it
        var all = db.Set<Appointment>().Where(a => people.Contains(a.PatientId));
        var upcoming = await PublicAppointment.Views(db, all.Where(a => NotOver.Contains(a.Status)
            && (a.EndsAt > now || a.SessionId != null && a.EndsAt > now - Overtime)).OrderBy(a => a.StartsAt), own)
            .ToListAsync(cancellation);
        var known = upcoming.Select(v => v.Id).ToHashSet();
        var latest = await PublicAppointment.Views(db, all.OrderByDescending(a => a.StartsAt).Take(MostPast + upcoming.Count), own).ToListAsync(cancellation);
        return new(upcoming, [.. latest.Where(v => !known.Contains(v.Id)).OrderByDescending(v => v.Start).Take(MostPast)]);
    }
}
