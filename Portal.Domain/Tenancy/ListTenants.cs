using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Tenancy;

/// <summary>The catalogue's ids, for work that goes through every tenant.</summary>
sealed class ListTenants(IServiceScopeFactory scopes) : ITenantList
{
    public async Task<IReadOnlyList<TenantId>> ListAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        return await db.Set<Tenant>().OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellation);
    }
}
