using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;

namespace Portal.Domain.Booking;

/// <summary>Whoever holds the link of an appointment acts as its patient (<see cref="BecomeHolder"/>).</summary>
public sealed class ActAsLinkHolder(BecomeHolder become, AppointmentLinks links, TenantContext tenant)
{
    /// <returns>The appointment of the link; null for a link of another clinic, or of none.</returns>
    public Task<AppointmentId?> ExecuteAsync(string? token, CancellationToken cancellation) => become.ExecuteAsync(links.Read(tenant.Id, token), (db, appointment) =>
        from a in db.Set<Appointment>()
        join p in db.Set<Patient>() on a.PatientId equals p.Id
        where a.Id == appointment
        select p.Phone, cancellation);
}
