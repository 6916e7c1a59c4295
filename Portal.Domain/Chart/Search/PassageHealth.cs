using NodaTime;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Search;

public enum PassageError
{
    Forbidden,
}

/// <summary>How far what can be found is behind what is written, for this scope's tenant. While passages are made anew this is the progress too.</summary>
public sealed class PassageHealth(NpgsqlDataSource database, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <param name="Stale">Sources whose passages are not what they say.</param>
    /// <param name="Oldest">How long the first of them waits; zero where none does.</param>
    /// <param name="Failing">Of those, the ones that could not be rendered so far.</param>
    public sealed record Lag(long Stale, Duration Oldest, long Failing);

    public async Task<Result<Lag, PassageError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Operator))
            return await audit.RefuseAsync("passages.health", PassageError.Forbidden, cancellation: cancellation);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select count(*), coalesce(extract(epoch from clock_timestamp() - min(marked_at)), 0)::float8, count(*) filter (where attempts > 0) from chart_stale"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new Lag(reader.GetInt64(0), Duration.FromSeconds(reader.GetDouble(1)), reader.GetInt64(2));
    }
}
