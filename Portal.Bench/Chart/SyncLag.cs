using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Portal.Bench.Load;
using Portal.Domain.Patients.Model;

namespace Portal.Bench.Chart;

/// <summary>How soon a write is found, while fifty a second are made; and whether a burst of ten thousand leaves anything behind.</summary>
static class SyncLag
{
    const int WritesASecond = 50, Burst = 10_000, SeenEvery = 15;

    public static async Task AddAsync(Report report, ChartWorld world, BenchOptions options)
    {
        await BenchDatabases.ExecuteAsync(ChartWorld.Database, "delete from portal.chart_stale; delete from portal.bench_notes; delete from portal.chart_passages; delete from portal.chart_stale");
        var patient = await world.AddPatientAsync();
        using var stop = new CancellationTokenSource();
        var draining = Task.Run(() => world.Sync.RunAsync(stop.Token), CancellationToken.None);
        var lags = await WriteSteadilyAsync(world, patient, Math.Max(options.Seconds, 4));
        report.Add("sync_lag_p95_ms", Report.Percentile(lags, 0.95), $"from a write's commit until it is found, {lags.Count} writes at {WritesASecond} a second; median {Report.Median(lags):0} ms");

        var began = Stopwatch.GetTimestamp();
        for (var n = 0; n < Burst; n += 500)
            await world.WriteAsync(patient, [.. Enumerable.Range(n, 500).Select(i => (NoteId(i % (Burst / 2)), "en", PassageTemplates.Of(1_000_000 + i).Text + $" burst {i}"))]); // every note twice
        var written = Stopwatch.GetElapsedTime(began);
        while (await CountAsync("select count(*) from portal.chart_stale") > 0)
            await Task.Delay(20);
        report.Add("stale_after_burst", await CountAsync(Differences), $"of {Burst} writes; written in {written.TotalSeconds:0.0} s, found after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        await stop.CancelAsync();
        await draining;
    }

    static Guid NoteId(int n) => new(n + 1, 0, 0, new byte[8]);

    // every note as it is against every passage as it is, both ways
    const string Differences =
        """
        select count(*) from portal.bench_notes n full join portal.chart_passages p on p.tenant_id = n.tenant_id and p.source_id = n.id and p.text = n.text
        where n.id is null or p.id is null
        """;

    static Task<long> CountAsync(string sql) => BenchDatabases.ScalarAsync<long>(ChartWorld.Database, sql);

    static async Task<List<double>> WriteSteadilyAsync(ChartWorld world, PatientId patient, int seconds)
    {
        var waiting = new ConcurrentDictionary<Guid, long>();
        var lags = new List<double>();
        var writing = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / WritesASecond));
            for (var n = 0; n < WritesASecond * seconds && await pace.WaitForNextTickAsync(); n++)
            {
                var id = Guid.NewGuid();
                var (text, language) = PassageTemplates.Of(n);
                await world.WriteAsync(patient, [(id, language, text)]);
                waiting[id] = Stopwatch.GetTimestamp();
            }
        });
        await using var connection = new NpgsqlConnection(BenchDatabases.Admin(ChartWorld.Database));
        await connection.OpenAsync();
        while (!writing.IsCompleted || !waiting.IsEmpty)
        {
            await using var command = new NpgsqlCommand("select source_id from portal.chart_passages where source_id = any ($1)", connection) { Parameters = { new() { Value = waiting.Keys.ToArray() } } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                if (waiting.TryRemove(reader.GetGuid(0), out var committed))
                    lags.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            await Task.Delay(SeenEvery);
        }

        await writing;
        return lags;
    }
}
