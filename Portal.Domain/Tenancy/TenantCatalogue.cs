using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Tenancy;

/// <summary>Finds tenants by the slug of a host or by id, from a cache that lives half a minute at most.</summary>
public sealed class TenantCatalogue(IServiceScopeFactory scopes, HybridCache cache)
{
    static readonly HybridCacheEntryOptions Life = new() { Expiration = TimeSpan.FromSeconds(30), LocalCacheExpiration = TimeSpan.FromSeconds(30) };

    /// <param name="slug">As in the host; empty for the operator's own host.</param>
    public ValueTask<Tenant?> FindBySlugAsync(string slug, CancellationToken cancellation) =>
        cache.GetOrCreateAsync($"tenant:slug:{slug}", (Catalogue: this, Slug: slug),
            static (state, token) => state.Catalogue.ReadAsync(t => t.Slug == state.Slug, token), Life, cancellationToken: cancellation);

    public ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellation) =>
        cache.GetOrCreateAsync($"tenant:id:{id}", (Catalogue: this, Id: id),
            static (state, token) => state.Catalogue.ReadAsync(t => t.Id == state.Id, token), Life, cancellationToken: cancellation);

    /// <summary>To be called when a tenant's row was changed; other processes follow within the cache's life.</summary>
    public async Task ForgetAsync(Tenant tenant, CancellationToken cancellation)
    {
        await cache.RemoveAsync($"tenant:slug:{tenant.Slug}", cancellation);
        await cache.RemoveAsync($"tenant:id:{tenant.Id}", cancellation);
    }

    async ValueTask<Tenant?> ReadAsync(System.Linq.Expressions.Expression<Func<Tenant, bool>> which, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var contexts = scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Tenant>().SingleOrDefaultAsync(which, cancellation);
    }
}
