using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Pgvector;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Chart.Search.Jobs;

/// <summary>After another model was configured: gives every passage that model's vector. Until then such a passage is found by its words.</summary>
[AcrossTenants]
public sealed class ReembedPassages(ITenantList tenants, TenantScopes scopes)
{
    const int AtOnce = 250;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, services => services.GetRequiredService<OfTenant>().ExecuteAsync(cancellation));
    }

    internal sealed class OfTenant(NpgsqlDataSource database, TenantContext tenant, PassageEmbedder embedder)
    {
        public async Task ExecuteAsync(CancellationToken cancellation)
        {
            var after = Guid.Empty;
            while (await NextAsync(after, cancellation) is { Count: > 0 } passages)
            {
                await StoreAsync(passages, await embedder.EmbedAsync(passages.ConvertAll(p => p.Text), cancellation), cancellation);
                after = passages[^1].Id;
            }
        }

        async Task<List<(Guid Id, string Text)>> NextAsync(Guid after, CancellationToken cancellation)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            batch.BatchCommands.Add(new("select id, text from chart_passages where id > $1 and model <> $2 order by id limit $3")
            {
                Parameters = { new() { Value = after }, new() { Value = embedder.Model }, new() { Value = AtOnce } },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return await reader.NextRowsAsync(r => (r.GetGuid(0), r.GetString(1)), cancellation);
        }

        // one that was made anew meanwhile has another id, and the right vector already
        async Task StoreAsync(List<(Guid Id, string Text)> passages, HalfVector[] vectors, CancellationToken cancellation)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            batch.BatchCommands.Add(new("update chart_passages p set embedding = n.embedding, model = $3 from unnest($1, $2) as n(id, embedding) where p.id = n.id")
            {
                Parameters =
                {
                    new() { Value = passages.ConvertAll(p => p.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                    new() { Value = vectors, DataTypeName = "halfvec[]" },
                    new() { Value = embedder.Model },
                },
            });
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }
}
