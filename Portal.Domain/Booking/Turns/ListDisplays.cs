using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>The screens whose links are good, newest first, and how the clinic keeps its lines; for staff.</summary>
public sealed class ListDisplays(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, Platform.TenantContext tenant)
{
    public sealed record Displays(IReadOnlyList<Display> Screens, QueueSettings Settings);

    public async Task<Result<Displays, BookingError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("display.read", BookingError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new Displays(
            await db.Set<Display>().Where(d => d.RevokedAt == null).OrderByDescending(d => d.CreatedAt).ToListAsync(cancellation),
            await db.Set<QueueSettings>().SingleOrDefaultAsync(cancellation) ?? new QueueSettings(tenant.Id));
    }
}
