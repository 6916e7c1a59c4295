using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// Finds passages of any patient of the clinic that are like a text: for earlier cases and bookings like this one. Exact for a tenant with few passages;
/// with very many, by an index that goes on looking until it has enough of this tenant's.
/// </summary>
public sealed class SearchAcross(NpgsqlDataSource database, TenantContext tenant, PassageSearch search, Caller caller, AuditTrail audit)
{
    /// <summary>Up to here every passage of a tenant is looked at, and none is in the index.</summary>
    public const int ExactUpTo = 50_000;

    public const int Most = 200;

    /// <param name="Except">The person who is asked about.</param>
    /// <param name="Asked">The text is somebody's own words, and not a piece of a record: it is looked for in the other language too.</param>
    public sealed record Request(string Text, int Most = 20, IReadOnlyCollection<SourceKind>? Kinds = null, IReadOnlyCollection<PatientId>? Except = null, bool Asked = false);

    /// <returns>The likest first. None where the model that makes vectors does not answer.</returns>
    public async Task<Result<IReadOnlyList<PassageFound>, PassageError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Doctor))
            return await audit.RefuseAsync("chart.search_across", PassageError.Forbidden, cancellation: cancellation);
        await audit.RecordAsync("chart.search_across", "done", cancellation: cancellation);
        return await FindAsync(request, cancellation);
    }

    /// <summary>For those who have asked whether the caller may, and leave the audit row.</summary>
    internal async Task<List<PassageFound>> FindAsync(Request request, CancellationToken cancellation)
    {
        if (await search.VectorAsync(request.Asked && search.IsLexical ? SearchQuestion.Of(request.Text).InBothLanguages : request.Text, cancellation) is not { } vector)
            return [];
        await using var batch = database.CreateTenantBatch(tenant);
        // without the iterative scan a tenant among large ones would get nothing: the nearest of the index are all others'
        batch.BatchCommands.Add(new("select set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', '200', true), set_config('hnsw.max_scan_tuples', '200000', true)"));
        batch.BatchCommands.Add(new(Sql)
        {
            Parameters =
            {
                new() { Value = vector, DataTypeName = "halfvec" },
                new NpgsqlParameter<string> { TypedValue = search.Model },
                PassageSearch.Kinds(request.Kinds),
                new NpgsqlParameter<Guid[]> { TypedValue = [.. (request.Except ?? []).Select(p => p.Value)] },
                new NpgsqlParameter<int> { TypedValue = Math.Clamp(request.Most, 1, Most) },
                new NpgsqlParameter<double> { TypedValue = search.Unrelated },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.NextRowsAsync(PassageFound.Read, cancellation);
    }

    // the two halves: what the index holds (nothing, and not looked for, with most tenants), and what it does not
    const string Sql =
        $"""
        with near as (
          (select id, embedding <=> $1 as distance from chart_passages
           where indexed and (select exists (select from chart_passages where indexed))
             and model = $2 and ($3 is null or source_kind = any ($3)) and patient_id <> all ($4)
           order by embedding <=> $1 limit $5)
          union all
          (select id, embedding <=> $1 from chart_passages
           where not indexed and model = $2 and ($3 is null or source_kind = any ($3)) and patient_id <> all ($4)
           order by embedding <=> $1 limit $5))
        select {PassageFound.Columns}, null::float8, greatest(0, (1 - n.distance - $6) / (1 - $6)) from near n join chart_passages p using (id)
        where n.distance <> 'NaN' order by n.distance, p.id limit $5
        """;
}
