using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Chart.Search.Jobs;

/// <summary>Puts the passages of a tenant that has come to have very many into the index for searches across patients. What it stores afterwards goes there by itself.</summary>
[AcrossTenants]
public sealed class IndexPassages(ITenantList tenants, TenantScopes scopes)
{
    const int AtOnce = 500;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, services => services.GetRequiredService<OfTenant>().ExecuteAsync(SearchAcross.ExactUpTo, cancellation));
    }

    internal sealed class OfTenant(NpgsqlDataSource database, TenantContext tenant)
    {
        public async Task ExecuteAsync(int exactUpTo, CancellationToken cancellation)
        {
            if (await CountAsync(exactUpTo, cancellation) <= exactUpTo)
                return;
            while (await IndexAsync(cancellation) > 0)
            {
                // there is more
            }
        }

        async Task<long> CountAsync(int exactUpTo, CancellationToken cancellation)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            batch.BatchCommands.Add(new("select count(*) from (select from chart_passages limit $1) p") { Parameters = { new() { Value = exactUpTo + 1 } } });
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return (await reader.NextRowsAsync(r => r.GetInt64(0), cancellation))[0];
        }

        async Task<int> IndexAsync(CancellationToken cancellation)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            batch.BatchCommands.Add(new(
                """
                with next as (select id from chart_passages where not indexed limit $1 for update skip locked),
                indexed as (update chart_passages p set indexed = true from next n where p.id = n.id returning 1)
                select count(*)::int from indexed
                """)
            {
                Parameters = { new() { Value = AtOnce } },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return (await reader.NextRowsAsync(r => r.GetInt32(0), cancellation))[0];
        }
    }
}
