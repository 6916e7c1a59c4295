using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>Whoever holds the link of a place in the waiting list acts as the one who waits (<see cref="BecomeHolder"/>).</summary>
public sealed class ActAsWaiter(BecomeHolder become, WaitlistLinks links, TenantContext tenant)
{
    /// <returns>The entry of the link; null for a link of another clinic, or of none.</returns>
    public Task<WaitlistEntryId?> ExecuteAsync(string? token, CancellationToken cancellation) => become.ExecuteAsync(links.Read(tenant.Id, token), (db, entry) =>
        from e in db.Set<WaitlistEntry>()
        join p in db.Set<Patient>() on e.PatientId equals p.Id
        where e.Id == entry
        select p.Phone, cancellation);
}
