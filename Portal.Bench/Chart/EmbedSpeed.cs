using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ai;

namespace Portal.Bench.Chart;

/// <summary>How many new passages a second the product embeds and stores, version check and all, and how many the embedder makes alone.</summary>
static class EmbedSpeed
{
    /// <summary>Of the prototype that this embedder is built after: embedded on one core and stored nowhere.</summary>
    const double BarePrototype = 10_000;

    const int Batch = 500, Writers = 3;

    public static async Task AddAsync(Report report, ChartWorld world, BenchOptions options)
    {
        var texts = Enumerable.Range(0, 20_000).Select(PassageTemplates.Of).ToArray();
        var bare = Bare(texts);
        var patient = await world.AddPatientAsync();
        await StoreAsync(world, patient, texts[..2_000], 1);
        var rate = Report.Median([.. await RoundsAsync(world, patient, texts, Math.Min(options.Rounds, 3))]);
        report.Add("embed_vs_bare_ratio", rate / BarePrototype, $"passages embedded and stored a second, of the {BarePrototype:0} that the bare prototype embeds");
        report.Add("embed_store_per_s", rate, $"passages a second into the table by {Writers} writers");
        report.Add("embed_per_s", bare, "passages a second by the embedder alone, on one core");
    }

    static double Bare((string Text, string Language)[] texts)
    {
        Span<float> vector = stackalloc float[LexicalEmbedder.Dimensions];
        var rate = 0d;
        for (var round = 0; round < 3; round++) // the first two warm it up
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var (text, _) in texts)
                LexicalEmbedder.Embed(text, vector);
            rate = texts.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        return rate;
    }

    static async Task<List<double>> RoundsAsync(ChartWorld world, PatientId patient, (string, string)[] texts, int rounds)
    {
        var rates = new List<double>();
        for (var round = 0; round < rounds; round++)
            rates.Add(await StoreAsync(world, patient, texts, Writers));
        return rates;
    }

    static async Task<double> StoreAsync(ChartWorld world, PatientId patient, (string Text, string Language)[] texts, int writers)
    {
        var batches = new List<List<StorePassages.Source>>();
        foreach (var chunk in texts.Chunk(Batch))
            batches.Add(await MarkAsync(world, patient, chunk));
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = writers }, async (batch, _) =>
        {
            await using var scope = world.Scope();
            var stored = await scope.ServiceProvider.GetRequiredService<StorePassages>().ExecuteAsync(batch, default);
            if (stored.Count != batch.Count)
                throw new InvalidOperationException("Not everything was stored.");
        });
        return texts.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // as the triggers leave them
    static async Task<List<StorePassages.Source>> MarkAsync(ChartWorld world, PatientId patient, (string Text, string Language)[] texts)
    {
        var ids = texts.Select(_ => Guid.NewGuid()).ToArray();
        await using var connection = await world.App.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"select set_config('app.tenant_id', '{world.Tenant}', true)"));
        batch.BatchCommands.Add(new("select mark_chart_stale($1, 'Document', id, $2) from unnest($3::uuid[]) with ordinality as n(id, n) order by n")
        {
            Parameters = { new() { Value = world.Tenant.Value }, new() { Value = patient.Value }, new() { Value = ids } },
        });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var sources = new List<StorePassages.Source>();
        for (var i = 0; await reader.ReadAsync(); i++)
            sources.Add(new(new(SourceKind.Document, ids[i], patient, reader.GetInt64(0), false, 0), [new(texts[i].Text, texts[i].Language)]));
        return sources;
    }
}
