using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using Pgvector;
using Portal.Bench.Load;
using Portal.Domain.Chart.Search;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ai;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Provisioning;
using Portal.Domain.Platform.Text;

namespace Portal.Bench.Chart;

/// <summary>
/// A clinic with very many passages: what the index finds against what is really nearest, and a search within one patient of 2,000 passages beside
/// it. Filled once; the database stays under .local/bench.
/// </summary>
static class Neighbours
{
    const int Near = 10, Questions = 100, OfOnePatient = 2_000;
    const string Database = "portal_bench_ann";

    // half as exact as a float: what is this near is as near
    const double Alike = 0.0005;

    static readonly TenantId Tenant = TenantId.From(new(1, 0, 0, new byte[8]));

    public static async Task AddAsync(Report report, BenchOptions options)
    {
        await FillAsync(options.Rows);
        await using var services = ChartWorld.Services(Database);
        var questions = Enumerable.Range(0, Questions).Select(n => PassageTemplates.Of(-1 - n).Text).ToArray();
        var exact = ExactLikeness(questions, options.Rows);
        var (recall, took, within) = (0d, new List<double>(), new List<double>());
        await using var scope = ChartWorld.Scope(services, Tenant);
        var across = scope.ServiceProvider.GetRequiredService<SearchAcross>();
        var search = scope.ServiceProvider.GetRequiredService<PassageSearch>();
        for (var round = 0; round < 2; round++) // the first warms it up
        {
            (recall, took, within) = (0, [], []);
            for (var n = 0; n < Questions; n++)
            {
                var began = Stopwatch.GetTimestamp();
                var found = await across.FindAsync(new(questions[n], Near), default);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                recall += (double)found.Count(f => f.Likeness >= exact[n] - Alike) / Near;
                began = Stopwatch.GetTimestamp();
                await search.FindAsync(new([PatientOf(n * OfOnePatient % options.Rows)]), questions[n], 8, default);
                within.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        await AskSpeed.AddAsync(report, services, Tenant, [.. Enumerable.Range(0, Math.Min(10, options.Rows / OfOnePatient)).Select(n => PatientOf(n * OfOnePatient))]);
        report.Add("ann_recall10", recall / Questions, $"of the {Near} nearest among {options.Rows} passages, {Questions} texts");
        report.Add("ann_p95_ms", Report.Percentile(took, 0.95), "such a search across patients");
        report.Add("search_p95_ms", Report.Percentile(within, 0.95), $"a hybrid search within one patient of {OfOnePatient} passages beside them");
    }

    static PatientId PatientOf(int row) => PatientId.From(new((row / OfOnePatient) + 1, 1, 0, new byte[8]));

    /// <summary>How like the tenth nearest is, of each question: the passages are made again rather than read.</summary>
    static double[] ExactLikeness(string[] questions, int rows)
    {
        var asked = Array.ConvertAll(questions, Vector);
        var best = Array.ConvertAll(questions, _ => new PriorityQueue<int, float>());
        var gates = Array.ConvertAll(questions, _ => new Lock());
        Parallel.For(0, (rows + 999) / 1000, chunk =>
        {
            for (var row = chunk * 1000; row < Math.Min(rows, (chunk + 1) * 1000); row++)
            {
                var vector = Vector(PassageTemplates.Of(row).Text);
                for (var n = 0; n < asked.Length; n++)
                {
                    var likeness = System.Numerics.Tensors.TensorPrimitives.Dot<float>(asked[n], vector);
                    lock (gates[n])
                        if (best[n].Count < Near)
                            best[n].Enqueue(row, likeness);
                        else
                            best[n].EnqueueDequeue(row, likeness);
                }
            }
        });
        return Array.ConvertAll(best, queue => queue.TryPeek(out _, out var least) ? (double)least : 0);
    }

    static float[] Vector(string text)
    {
        var vector = new float[LexicalEmbedder.Dimensions];
        LexicalEmbedder.Embed(text, vector);
        return vector;
    }

    static async Task FillAsync(int rows)
    {
        if (await BenchDatabases.ScalarAsync<long>("postgres", $"select count(*) from pg_database where datname = '{Database}'") > 0
            && await BenchDatabases.ScalarAsync<long>(Database, "select count(*) from portal.chart_passages") == rows
            && await BenchDatabases.ScalarAsync<long>(Database, $"select count(*) from portal.chart_passages where model = '{LexicalEmbedder.Model}' limit 1") > 0)
            return;
        Console.WriteLine($"filling {Database} with {rows} passages and their index (once; it takes long) ...");
        NpgsqlConnection.ClearAllPools();
        await BenchDatabases.ExecuteAsync("postgres", $"drop database if exists {Database} with (force)");
        await new Provisioner(NullLogger<Provisioner>.Instance).RunAsync(new(BenchDatabases.Admin(Database), BenchDatabases.Password, BenchDatabases.Password), default);
        await BenchDatabases.ExecuteAsync(Database, ChartWorld.TenantSql(Tenant));
        await BenchDatabases.ExecuteAsync(Database,
            $"""
            insert into portal.patients (tenant_id, id, name, phone, language, created_at)
            select '{Tenant}', (lpad(to_hex(n), 8, '0') || '-0001-0000-0000-000000000000')::uuid, 'Bench', '+201000000000', 'en', now() from generate_series(1, {(rows / OfOnePatient) + 1}) n
            """);
        var index = await BenchDatabases.ScalarAsync<string>(Database, "select pg_get_indexdef('portal.chart_passages_embedding'::regclass)");
        await BenchDatabases.ExecuteAsync(Database, "drop index portal.chart_passages_embedding");
        await CopyAsync(rows);
        await BenchDatabases.ExecuteAsync(Database, $"set maintenance_work_mem = '3GB'; set max_parallel_maintenance_workers = 4; {index}");
        await BenchDatabases.ExecuteAsync(Database, "vacuum analyze portal.chart_passages");
    }

    // past row security, by the server's own user: this fills and measures nothing
    static async Task CopyAsync(int rows)
    {
        var builder = new NpgsqlDataSourceBuilder(BenchDatabases.Admin(Database));
        builder.UseVector();
        await using var source = builder.Build();
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy portal.chart_passages (tenant_id, id, patient_id, source_kind, source_id, part, language, text, search, codes, embedding, model, source_version, rendered_at, indexed) from stdin (format binary)
            """);
        for (var row = 0; row < rows; row++)
        {
            var (text, language) = PassageTemplates.Of(row);
            await copy.StartRowAsync();
            await copy.WriteAsync(Tenant.Value);
            await copy.WriteAsync(Guid.CreateVersion7());
            await copy.WriteAsync(PatientOf(row).Value);
            await copy.WriteAsync(PassageTemplates.KindOf(row).ToString(), NpgsqlDbType.Varchar);
            await copy.WriteAsync(Guid.CreateVersion7());
            await copy.WriteAsync(0);
            await copy.WriteAsync(language, NpgsqlDbType.Varchar);
            await copy.WriteAsync(text);
#pragma warning disable CS0618 // written by us in the one form that cannot be misread
            await copy.WriteAsync(NpgsqlTsVector.Parse(SearchText.Vector(text)));
#pragma warning restore CS0618
            await copy.WriteAsync(SearchText.Codes(text).ToArray());
            await copy.WriteAsync(new HalfVector(Array.ConvertAll(Vector(text), value => (Half)value)));
            await copy.WriteAsync(LexicalEmbedder.Model, NpgsqlDbType.Varchar);
            await copy.WriteAsync(1L);
            await copy.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(true);
        }

        await copy.CompleteAsync();
    }
}
