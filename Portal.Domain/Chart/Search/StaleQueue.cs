using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Search;

/// <summary>The sources of this scope's tenant that were written since their passages were made.</summary>
sealed class StaleQueue(NpgsqlDataSource database, TenantContext tenant, TimeProvider clock)
{
    /// <summary>After it somebody else may render what a process took and never came back with.</summary>
    static readonly Duration Lease = Duration.FromSeconds(20);

    static readonly Duration LongestWait = Duration.FromMinutes(10);

    public sealed record Taken(SourceKind Kind, Guid SourceId, PatientId Patient, long Version, bool Deleted, int Attempts);

    /// <summary>Takes the ones that wait longest, past those that others take at this moment.</summary>
    public async Task<List<Taken>> TakeAsync(IReadOnlyCollection<SourceKind> kinds, int most, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            update chart_stale s set taken_until = $1 from (
              select source_kind, source_id from chart_stale
              where source_kind = any ($2) and (taken_until is null or taken_until <= $3)
              order by marked_at limit $4 for update skip locked) due
            where s.source_kind = due.source_kind and s.source_id = due.source_id
            returning s.source_kind, s.source_id, s.patient_id, s.version, s.deleted, s.attempts
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Instant> { TypedValue = now + Lease },
                new NpgsqlParameter<string[]> { TypedValue = [.. kinds.Select(kind => kind.ToString())] },
                new NpgsqlParameter<Instant> { TypedValue = now },
                new NpgsqlParameter<int> { TypedValue = most },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.NextRowsAsync(r => new Taken(
            Enum.Parse<SourceKind>(r.GetString(0)), r.GetGuid(1), PatientId.From(r.GetGuid(2)), r.GetInt64(3), r.GetBoolean(4), r.GetInt32(5)), cancellation);
    }

    /// <summary>Gives back what was not stored after all, to be taken at once.</summary>
    public Task GiveBackAsync(IReadOnlyCollection<Taken> sources, CancellationToken cancellation) =>
        SetAsync(sources, null, failed: false, cancellation);

    /// <summary>Lets one that could not be rendered wait: 2 s, 4 s, 8 s … 10 minutes.</summary>
    public Task PutOffAsync(Taken source, CancellationToken cancellation) =>
        SetAsync([source], clock.GetUtcNow().ToInstant() + Duration.Min(LongestWait, Duration.FromSeconds(2L << Math.Min(source.Attempts, 10))), failed: true, cancellation);

    async Task SetAsync(IReadOnlyCollection<Taken> sources, Instant? until, bool failed, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            update chart_stale s set taken_until = $4, attempts = s.attempts + $5 from (
              select c.source_kind, c.source_id from unnest($1::text[], $2::uuid[], $3::bigint[]) as t(kind, source, version)
              join chart_stale c on c.source_kind = t.kind and c.source_id = t.source and c.version = t.version
              for update of c skip locked) own
            where s.source_kind = own.source_kind and s.source_id = own.source_id
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. sources.Select(s => s.Kind.ToString())] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. sources.Select(s => s.SourceId)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. sources.Select(s => s.Version)] },
                new NpgsqlParameter { Value = (object?)until ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<int> { TypedValue = failed ? 1 : 0 },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
