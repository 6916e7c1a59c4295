using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using NpgsqlTypes;
using Pgvector;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Search;

/// <summary>Embeds and stores the passages of many sources in one round trip, for those that nobody has written meanwhile.</summary>
sealed class StorePassages(NpgsqlDataSource database, TenantContext tenant, PassageEmbedder embedder, TimeProvider clock)
{
    /// <param name="Passages">None where the source is gone: its passages go too.</param>
    public sealed record Source(StaleQueue.Taken Taken, IReadOnlyList<RenderedPassage> Passages);

    /// <returns>Which were stored, by their place in <paramref name="sources"/>; the others were written meanwhile and stay stale.</returns>
    public async Task<HashSet<int>> ExecuteAsync(IReadOnlyList<Source> sources, CancellationToken cancellation)
    {
        var passages = sources.SelectMany((source, n) => source.Passages.Select((passage, part) => (Of: n + 1, Part: part, Passage: Fitting(passage)))).ToArray();
        var embeddings = await embedder.EmbedAsync(Array.ConvertAll(passages, p => p.Passage.Text), cancellation);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select unnest(store_passages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))")
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. sources.Select(s => s.Taken.Kind.ToString())] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. sources.Select(s => s.Taken.SourceId)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. sources.Select(s => s.Taken.Patient.Value)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. sources.Select(s => s.Taken.Version)] },
                new NpgsqlParameter<int[]> { TypedValue = Array.ConvertAll(passages, p => p.Of) },
                new NpgsqlParameter<int[]> { TypedValue = Array.ConvertAll(passages, p => p.Part) },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(passages, p => p.Passage.Language) },
                new NpgsqlParameter<LocalDate?[]> { TypedValue = Array.ConvertAll(passages, p => p.Passage.Dated), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(passages, p => p.Passage.Text) },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(passages, p => SearchText.Vector(p.Passage.Text)) },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(passages, p => CodesOf(p.Passage)) },
                new NpgsqlParameter<HalfVector[]> { TypedValue = embeddings, DataTypeName = "halfvec[]" },
                new NpgsqlParameter<string> { TypedValue = embedder.Model },
                new NpgsqlParameter<Instant> { TypedValue = clock.GetUtcNow().ToInstant() },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var stored = await reader.NextRowsAsync(r => r.GetInt32(0) - 1, cancellation);
        return [.. stored];
    }

    // a NUL cannot be stored, and comes out of some documents
    static RenderedPassage Fitting(RenderedPassage passage)
    {
        var text = passage.Text.Contains('\0', StringComparison.Ordinal) ? passage.Text.Replace('\0', ' ') : passage.Text;
        return passage with { Text = text.Length <= RenderedPassage.MostLetters ? text : text[..RenderedPassage.MostLetters] };
    }

    static string CodesOf(RenderedPassage passage)
    {
        var codes = SearchText.Codes(passage.Text);
        foreach (var code in passage.Codes ?? [])
            foreach (var own in SearchText.Codes(code))
                if (!codes.Contains(own))
                    codes.Add(own);
        return string.Join(' ', codes);
    }
}
