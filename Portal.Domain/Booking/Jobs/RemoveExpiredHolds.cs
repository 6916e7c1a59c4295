using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Booking.Jobs;

/// <summary>Clears away holds that ran out long ago. Bookings sweep the claims in their own way; this is for clinics where nobody books.</summary>
[AcrossTenants]
public sealed class RemoveExpiredHolds(ITenantList tenants, TenantScopes scopes, TimeProvider clock)
{
    static readonly NodaTime.Duration Margin = NodaTime.Duration.FromHours(1);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().ToInstant() - Margin;
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, async services =>
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
                await db.Set<Claim>().Where(c => c.ExpiresAt < before).ExecuteDeleteAsync(cancellation);
                await db.Set<Hold>().Where(h => h.ExpiresAt < before).ExecuteDeleteAsync(cancellation);
            });
    }
}
