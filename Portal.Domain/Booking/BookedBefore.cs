using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// Whether a command was already done, for a form that was sent twice and can't be checked twice (a one-time code is used up). The key is
/// random and known to nobody but the form's sender.
/// </summary>
public sealed class BookedBefore(IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<AppointmentId?> ExecuteAsync(Guid commandKey, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<AppointmentEvent>().Where(e => e.CommandKey == commandKey)
            .Select(e => (AppointmentId?)e.AppointmentId).SingleOrDefaultAsync(cancellation);
    }
}
