using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// What the link of a place in the waiting list is worth. It was sent to the patient's phone, so for the rest of the scope its holder acts as the
/// patient of that phone, and pages of a link touch this one place only. Without the link the scope stays what it was.
/// </summary>
public sealed class ActAsWaiter(IDbContextFactory<PortalDbContext> contexts, WaitlistLinks links, TenantContext tenant, Caller caller)
{
    /// <returns>The entry of the link; null for a link of another clinic, or of none.</returns>
    public async Task<WaitlistEntryId?> ExecuteAsync(string? token, CancellationToken cancellation)
    {
        if (links.Read(tenant.Id, token) is not { } entry)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var phone = await (
            from e in db.Set<WaitlistEntry>()
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            where e.Id == entry
            select p.Phone).SingleOrDefaultAsync(cancellation);
        if (phone is null)
            return null;
        caller.BecomePatient(phone);
        return entry;
    }
}
