using System.ClientModel;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Pgvector;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// Searches the passages of one person: by the words that are said, by codes and numbers as they stand, and by likeness, all three over every passage
/// of the person and added up. The scope comes first: row security holds it to the tenant, and the query to the ids it is given. Whether who asks may,
/// has been settled before; whoever calls this leaves the audit row too.
/// </summary>
public sealed partial class PassageSearch
{
    /// <summary>Below it the record does not say.</summary>
    public const double Floor = 0.45;

    /// <summary>And so much of what is asked for it has to say, unless it is very like the question: a usual word or two of it are no answer.</summary>
    const double SaidFloor = 0.38;

    readonly NpgsqlDataSource database;
    readonly TenantContext tenant;
    readonly PassageEmbedder embedder;
    readonly ILogger<PassageSearch> log;

    internal PassageSearch(NpgsqlDataSource database, TenantContext tenant, PassageEmbedder embedder, ILogger<PassageSearch> log) =>
        (this.database, this.tenant, this.embedder, this.log) = (database, tenant, embedder, log);

    /// <param name="Patients">All ids of the one person: more than one after records were merged.</param>
    /// <param name="Kinds">Null for all.</param>
    /// <param name="From">Passages of no date are left out where a date is asked for.</param>
    /// <param name="Floor">What a passage must score at least; 0 for the best there are, whatever they are.</param>
    public sealed record Scope(
        IReadOnlyCollection<PatientId> Patients, IReadOnlyCollection<SourceKind>? Kinds = null, LocalDate? From = null, LocalDate? To = null, double Floor = PassageSearch.Floor);

    /// <returns>The best first, the newer before the older where they are about equal (within a tenth); none where the record does not say.</returns>
    public async Task<IReadOnlyList<PassageFound>> FindAsync(Scope scope, string question, int most, CancellationToken cancellation)
    {
        var wanted = SearchQuestion.Of(question.Length <= MostLetters ? question : question[..MostLetters]);
        if (wanted.IsEmpty || scope.Patients.Count == 0)
            return [];
        var vector = await VectorAsync(embedder.IsLexical ? wanted.InBothLanguages : wanted.Text, cancellation);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select set_config('jit', 'off', true)")); // compiling takes longer than a person's record
        batch.BatchCommands.Add(Command(scope, wanted, vector, most));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.NextRowsAsync(PassageFound.Read, cancellation);
    }

    const int MostLetters = 1_000;

    /// <returns>Null where the model does not answer in time: the words are searched by then.</returns>
    internal async Task<HalfVector?> VectorAsync(string text, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(embedder.QuestionPatience);
        try
        {
            var vector = (await embedder.EmbedAsync([text], patience.Token))[0];
            return vector.Memory.Span.IndexOfAnyExcept((Half)0) < 0 ? null : vector; // of nothing, no angle can be told
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is OperationCanceledException or ClientResultException or HttpRequestException or EmbeddingException or AggregateException)
        {
            Log.NoVector(log, e);
            return null;
        }
    }

    internal string Model => embedder.Model;

    internal bool IsLexical => embedder.IsLexical;

    internal double Unrelated => embedder.Unrelated;

    NpgsqlBatchCommand Command(Scope scope, SearchQuestion wanted, HalfVector? vector, int most) => new(Sql)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid[]> { TypedValue = [.. scope.Patients.Select(p => p.Value)] },
            Kinds(scope.Kinds),
            new() { Value = (object?)scope.From ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new() { Value = (object?)scope.To ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new NpgsqlParameter<int[]> { TypedValue = [.. wanted.Ways.Select(w => w.Thing)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Ways.Select(w => w.Query)] },
            new NpgsqlParameter<bool[]> { TypedValue = [.. wanted.Ways.Select(w => w.IsOneWord)] },
            new NpgsqlParameter<float[]> { TypedValue = [.. wanted.Ways.Select(w => w.Weight)] },
            new NpgsqlParameter<int[]> { TypedValue = [.. wanted.Codes.Select(c => c.Thing)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Codes.Select(c => c.Text)] },
            new NpgsqlParameter<int> { TypedValue = wanted.Things },
            new() { Value = (object?)vector ?? DBNull.Value, DataTypeName = "halfvec" },
            new NpgsqlParameter<string> { TypedValue = embedder.Model },
            new NpgsqlParameter<double> { TypedValue = scope.Floor },
            new NpgsqlParameter<int> { TypedValue = most },
            new NpgsqlParameter<string> { TypedValue = string.Join(" | ", wanted.Ways.Where(w => w.Thing < wanted.Things).Select(w => w.Query)) },
            new NpgsqlParameter<double> { TypedValue = SaidFloor },
            new NpgsqlParameter<double> { TypedValue = embedder.Unrelated },
        },
    };

    internal static NpgsqlParameter Kinds(IReadOnlyCollection<SourceKind>? kinds) => new()
    {
        Value = kinds is null ? DBNull.Value : kinds.Select(kind => kind.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };

    // ts_rank of one word is 0.1/1.645 times 1 + 1/4 + 1/9 … for as often as it is said: once counts as 1 here, and never more than 1.65.
    // A thing is worth as much as it is rare among the person's passages, and most where none of them says it. The constants were chosen on questions and passages in both languages.
    const string Sql =
        $"""
        with mine as materialized (
          select id, dated, search, length(search) as words, codes, embedding, model from chart_passages
          where patient_id = any ($1) and ($2 is null or source_kind = any ($2)) and ($3 is null or dated >= $3) and ($4 is null or dated <= $4)),
        scope as (select count(*)::float8 as passages, greatest(avg(words), 1)::float8 as words from mine),
        ways as materialized (
          select thing, query::tsquery as query, is_one_word, weight from unnest($5, $6, $7, $8) as w(thing, query, is_one_word, weight)),
        spoken as materialized (select id, search, words from mine where search @@ $16::tsquery),
        hits as materialized (
          select id, thing, max(said) as said from (
            select m.id, w.thing, w.weight * case when w.is_one_word then ts_rank(m.search, w.query) * 16.4493407 else 1 end / (0.8 + 0.2 * m.words / s.words) as said
            from spoken m cross join scope s join ways w on m.search @@ w.query
            union all
            select m.id, c.thing, 1 from mine m join unnest($9, $10) as c(thing, code) on c.code = any (m.codes)) h
          group by id, thing),
        things as (
          select t.thing, ln(1 + (s.passages - count(h.id) + 0.5) / (count(h.id) + 0.5)) as worth
          from (select generate_series(0, $11 - 1) union select thing from ways) as t(thing) cross join scope s left join hits h using (thing) group by t.thing, s.passages),
        said as (
          select h.id, sum(h.said * t.worth) / (select sum(worth) from things where thing < $11) as score from hits h join things t using (thing) group by h.id),
        scored as materialized (
          select m.id, m.dated, coalesce(s.score, 0) as said, coalesce(nullif(case when m.model = $13 then greatest(0, (1 - (m.embedding <=> $12) - $18) / (1 - $18)) end, 'NaN'), 0) as likeness
          from mine m left join said s using (id)),
        best as (
          select * from scored where $14 = 0 or (said + likeness >= $14 and (said >= $17 or likeness >= $14))
          order by round((said + likeness)::numeric, 1) desc, dated desc nulls last, said + likeness desc, id limit $15)
        select {PassageFound.Columns}, b.said, b.likeness from best b join chart_passages p using (id)
        order by round((b.said + b.likeness)::numeric, 1) desc, p.dated desc nulls last, b.said + b.likeness desc, p.id
        """;

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The question's vector could not be had; only words were searched by.")]
        public static partial void NoVector(ILogger log, Exception e);
    }
}
