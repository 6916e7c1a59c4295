using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Booking.Bulk.Jobs;

/// <summary>Brings back what should run and is silent: its job died with its process, failed, or was never called.</summary>
[AcrossTenants]
public sealed class WakeBulkChanges(ITenantList tenants, TenantScopes scopes, IBackgroundJobClient jobs, TimeProvider clock)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().ToInstant() - ReadBulkChange.Silent;
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, async services =>
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
                foreach (var change in await db.Set<BulkChange>()
                    .Where(c => (c.State == BulkState.Preparing || c.State == BulkState.Running) && c.TouchedAt < before).Select(c => c.Id).ToListAsync(cancellation))
                    RunBulkChange.Enqueue(jobs, tenant, change);
            });
    }
}
