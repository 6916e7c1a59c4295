using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Whom the signed-in doctor has seen last: the patients of the newest appointments that were not missed.</summary>
public sealed class ListMyPatients(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int Most = 12;

    // as many appointments as are surely enough for that many people; a patient who comes every week is one
    const int Looked = 120;

    /// <param name="Last">When the newest appointment began.</param>
    public sealed record Seen(PatientId Id, string Name, string Phone, LocalDate? BirthDate, Instant Last);

    /// <returns>The last one first. Nobody where the account belongs to no practitioner of the calendar.</returns>
    public async Task<Result<IReadOnlyList<Seen>, BookingError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Doctor) || caller.UserId is not { } user)
            return await audit.RefuseAsync("my-patients.read", BookingError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var newest = await (
            from a in db.Set<Appointment>()
            join who in db.Set<Practitioner>() on new { a.TenantId, Id = a.PractitionerId } equals new { who.TenantId, who.Id }
            join p in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
            where who.UserId == user && a.StartsAt <= now && a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow && a.Status != AppointmentStatus.Proposed
            orderby a.StartsAt descending
            select new Seen(p.Id, p.Name, p.Phone, p.BirthDate, a.StartsAt)).Take(Looked).ToListAsync(cancellation);
        return newest.DistinctBy(seen => seen.Id).Take(Most).ToArray();
    }
}
