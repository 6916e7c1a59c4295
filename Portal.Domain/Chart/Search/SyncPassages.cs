using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// Keeps the passages of every tenant at what their sources say, a moment after they were written. Any number of processes may: a source is taken by
/// one at a time, and what is stored is checked against its version.
/// </summary>
sealed class SyncPassages(
    [FromKeyedServices(DataRegistration.Relay)] NpgsqlDataSource relay, TenantScopes scopes, LiveUpdates live, PassageGauges gauges, TimeProvider clock, ILogger<SyncPassages> log)
    : Drain(live, Topics.Chart, log)
{
    const int TenantsAtOnce = 2;

    // a write from outside the Portal wakes nobody, and is to be found within two seconds too
    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(400);

    protected override Task<bool> DrainAsync(CancellationToken cancellation) => DrainOnceAsync(cancellation);

    /// <summary>One batch of each tenant that has something due, so that none waits for another's import.</summary>
    /// <returns>Whether there was anything.</returns>
    internal async Task<bool> DrainOnceAsync(CancellationToken cancellation)
    {
        var taken = 0;
        await Parallel.ForEachAsync(await TenantsAsync(cancellation), new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce, CancellationToken = cancellation },
            (tenant, stopping) => new(scopes.RunAsync(tenant, async services =>
                Interlocked.Add(ref taken, await services.GetRequiredService<SyncTenant>().ExecuteAsync(stopping)))));
        return taken > 0;
    }

    async Task<List<TenantId>> TenantsAsync(CancellationToken cancellation)
    {
        await using var command = relay.CreateCommand(
            """
            select tenant_id, count(*), extract(epoch from clock_timestamp() - min(marked_at))::float8, bool_or(taken_until is null or taken_until <= $1)
            from chart_stale group by tenant_id
            """);
        command.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = clock.GetUtcNow().ToInstant() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (due, backlogs) = (new List<TenantId>(), new List<PassageGauges.Backlog>());
        while (await reader.ReadAsync(cancellation))
        {
            var tenant = TenantId.From(reader.GetGuid(0));
            backlogs.Add(new(tenant, reader.GetInt64(1), Duration.FromSeconds(reader.GetDouble(2))));
            if (reader.GetBoolean(3))
                due.Add(tenant);
        }

        gauges.Show(backlogs);
        return due;
    }
}
