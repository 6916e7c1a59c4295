using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>The clinic's own settings of its waiting list, or the usual ones. Nothing in them is a secret.</summary>
public sealed class ReadWaitlistSettings(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant)
{
    public async Task<WaitlistSettings> ExecuteAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<WaitlistSettings>().SingleOrDefaultAsync(cancellation) ?? new WaitlistSettings(tenant.Id);
    }
}
