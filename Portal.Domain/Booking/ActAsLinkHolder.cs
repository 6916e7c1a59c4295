using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// What the link of an appointment is worth. It was sent to the patient's phone, so for the rest of the scope its holder acts as the patient
/// of that phone, and pages of a link touch this one appointment only. Without the link the scope stays what it was.
/// </summary>
public sealed class ActAsLinkHolder(IDbContextFactory<PortalDbContext> contexts, AppointmentLinks links, TenantContext tenant, Caller caller)
{
    /// <returns>The appointment of the link; null for a link of another clinic, or of none.</returns>
    public async Task<AppointmentId?> ExecuteAsync(string? token, CancellationToken cancellation)
    {
        if (links.Read(tenant.Id, token) is not { } appointment)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var phone = await (
            from a in db.Set<Appointment>()
            join p in db.Set<Patient>() on a.PatientId equals p.Id
            where a.Id == appointment
            select p.Phone).SingleOrDefaultAsync(cancellation);
        if (phone is null)
            return null;
        caller.BecomePatient(phone);
        return appointment;
    }
}
