using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Booking.Rush.Jobs;

/// <summary>Clears away tickets that were worked off days ago: by then nobody comes back to their page. They hold ids alone since they were worked off.</summary>
[AcrossTenants]
public sealed class RemoveOldTickets(ITenantList tenants, TenantScopes scopes, TimeProvider clock)
{
    internal static readonly Duration Kept = Duration.FromDays(3);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().ToInstant() - Kept;
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, async services =>
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
                await db.Set<BookingTicket>().Where(t => t.WorkedAt < before).ExecuteDeleteAsync(cancellation);
            });
    }
}
