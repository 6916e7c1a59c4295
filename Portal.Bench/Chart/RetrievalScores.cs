using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Chart.Search;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Bench.Chart;

/// <summary>One set as one patient's record: the product's search against PostgreSQL's own full text and against the vectors alone, over the same rows.</summary>
static class RetrievalScores
{
    const int Looked = 10, Counted = 5;

    public static async Task AddAsync(Report report, ChartWorld world, RetrievalSet set, bool showMissed)
    {
        var patient = await world.AddPatientAsync();
        var ids = set.Passages.ToDictionary(passage => passage.Id, _ => Guid.NewGuid());
        await world.WriteAsync(patient, [.. set.Passages.Select(passage => (ids[passage.Id], passage.Lang, passage.Text))]);
        await world.SyncAllAsync();

        await using var scope = world.Scope();
        var search = scope.ServiceProvider.GetRequiredService<PassageSearch>();
        var tenant = scope.ServiceProvider.GetRequiredService<TenantContext>();
        var (hybrid, fullText, vectors) = (new Tally(), new Tally(), new Tally());
        foreach (var question in set.Questions)
        {
            var wanted = question.Answers.Where(ids.ContainsKey).Select(answer => ids[answer]).ToHashSet();
            var found = await search.FindAsync(new([patient], Floor: 0), question.Text, Looked, default);
            if (!hybrid.Count([.. found.Select(f => f.SourceId)], wanted) && showMissed)
                Console.WriteLine($"missed: {question.Id} {question.Text}");
            fullText.Count(await FullTextAsync(world.App, tenant, patient, question), wanted);
            vectors.Count(await VectorsAsync(world.App, tenant, search, patient, question.Text), wanted);
        }

        report.Add($"{set.Name}_hybrid_recall5", hybrid.Recall, $"of {set.Questions.Count} questions over {set.Passages.Count} passages, as the product searches");
        report.Add($"{set.Name}_fts_recall5", fullText.Recall, "PostgreSQL's full text with its own configuration for the language, any of the words, ranked by length too");
        report.Add($"{set.Name}_vector_recall5", vectors.Recall, "the same vectors alone");
        report.Add($"{set.Name}_hybrid_mrr", hybrid.Rank, $"mean of 1/place in the first {Looked}; full text {fullText.Rank:0.000}, vectors {vectors.Rank:0.000}");
    }

    // any of its words: with all of them it would find next to nothing
    static Task<List<Guid>> FullTextAsync(NpgsqlDataSource database, TenantContext tenant, PatientId patient, RetrievalSet.Question question) => RowsAsync(database, tenant, new(
        """
        with q as (select replace(plainto_tsquery($1::regconfig, $2)::text, '&', '|')::tsquery as q)
        select source_id from chart_passages, q where patient_id = $3 and to_tsvector($1::regconfig, text) @@ q.q order by ts_rank(to_tsvector($1::regconfig, text), q.q, 1) desc limit 10
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = question.Lang == "ar" ? "arabic" : "english" }, new NpgsqlParameter<string> { TypedValue = question.Text },
            new NpgsqlParameter<Guid> { TypedValue = patient.Value },
        },
    });

    static async Task<List<Guid>> VectorsAsync(NpgsqlDataSource database, TenantContext tenant, PassageSearch search, PatientId patient, string question) =>
        await search.VectorAsync(question, default) is not { } vector ? [] : await RowsAsync(database, tenant, new(
            "select source_id from chart_passages where patient_id = $2 order by embedding <=> $1 limit 10")
        {
            Parameters = { new() { Value = vector, DataTypeName = "halfvec" }, new NpgsqlParameter<Guid> { TypedValue = patient.Value } },
        });

    static async Task<List<Guid>> RowsAsync(NpgsqlDataSource database, TenantContext tenant, NpgsqlBatchCommand command)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync();
        return await reader.NextRowsAsync(row => row.GetGuid(0), default);
    }

    sealed class Tally
    {
        int asked, found;
        double ranks;

        public double Recall => (double)found / asked;

        public double Rank => ranks / asked;

        /// <returns>Whether it counts as found.</returns>
        public bool Count(List<Guid> order, HashSet<Guid> wanted)
        {
            asked++;
            var place = order.FindIndex(wanted.Contains);
            ranks += place < 0 ? 0 : 1.0 / (place + 1);
            if (place is < 0 or >= Counted)
                return false;
            found++;
            return true;
        }
    }
}
