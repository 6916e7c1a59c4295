using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Load;
using Portal.Domain.Chart.Search;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ai;

namespace Portal.Bench.Chart;

/// <summary>
/// The same question over the same record, answered from the passages that are kept, and from passages that are rendered and embedded when it is asked: what keeping
/// them is worth, and what it costs in lag.
/// </summary>
static class JoinedAtQuestionTime
{
    const int Sources = 2_000, Near = 8, Rounds = 25;

    static readonly string[] Questions = ["last HbA1c", "does she take metformin", "asthma", "السكري من النوع الثاني", "كونكور"];

    public static async Task AddAsync(Report report, ChartWorld world)
    {
        var patient = await world.AddPatientAsync();
        await FillAsync(world, patient);
        await world.SyncAllAsync();
        var (kept, joined, lag) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var question = Questions[round % Questions.Length];
            kept.Add(await TimedAsync(() => KeptAsync(world, patient, question)));
            joined.Add(await TimedAsync(() => JoinedAsync(world, patient, question)));
            lag.Add(await TimedAsync(async () =>
            {
                await BenchDatabases.ExecuteAsync(ChartWorld.Database, $"update portal.observations set value = value + 0.1 where id = (select id from portal.observations where patient_id = '{patient}' limit 1)");
                await world.SyncAllAsync();
            }));
        }

        report.Add("joined_p95_ms", Report.Percentile(joined[2..], 0.95), $"a question over {Sources} sources read, rendered and embedded when it is asked: never stale, and by likeness alone");
        report.Add("kept_p95_ms", Report.Percentile(kept[2..], 0.95), "the same over the passages that are kept, by words, codes and likeness");
        report.Add("kept_lag_p95_ms", Report.Percentile(lag[2..], 0.95), "what keeping costs: from the write of a source until its passage is new");
    }

    static async Task<double> TimedAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    static async Task KeptAsync(ChartWorld world, PatientId patient, string question)
    {
        await using var scope = world.Scope();
        if ((await scope.ServiceProvider.GetRequiredService<PassageSearch>().FindAsync(new([patient]), question, Near, default)).Count == 0)
            throw new InvalidOperationException($"Nothing was found: {question}");
    }

    static async Task JoinedAsync(ChartWorld world, PatientId patient, string question)
    {
        await using var scope = world.Scope();
        var asked = Vector(question);
        var best = new PriorityQueue<string, float>();
        foreach (var renderer in scope.ServiceProvider.GetServices<PassageRenderer>())
        {
            var sources = await renderer.ListAsync(patient, Guid.Empty, Sources, default);
            foreach (var passage in (await renderer.RenderAsync([.. sources.Select(source => source.SourceId)], default)).SelectMany(source => source.Passages))
            {
                best.Enqueue(passage.Text, System.Numerics.Tensors.TensorPrimitives.Dot<float>(asked, Vector(passage.Text)));
                if (best.Count > Near)
                    best.Dequeue();
            }
        }

        if (best.Count == 0)
            throw new InvalidOperationException("Nothing was rendered.");
    }

    static float[] Vector(string text)
    {
        var vector = new float[LexicalEmbedder.Dimensions];
        LexicalEmbedder.Embed(text, vector);
        return vector;
    }

    static Task FillAsync(ChartWorld world, PatientId patient) => BenchDatabases.ExecuteAsync(ChartWorld.Database,
        $"""
        insert into portal.observations (tenant_id, id, category, code, text, value, unit, high, effective_at, patient_id, recorded_at, source, entered_in_error)
        select '{world.Tenant}', gen_random_uuid(), 'Lab', '4548-4', (array['HbA1c', 'Creatinine', 'Ferritin', 'TSH'])[1 + n % 4], 4 + n % 90, 'mg/dL', 50, now() - n * interval '3 days', '{patient}', now(), 'Clinic', false
        from generate_series(1, {Sources * 7 / 10}) n;
        insert into portal.conditions (tenant_id, id, code, code_system, text, status, onset_date, patient_id, recorded_at, source, entered_in_error)
        select '{world.Tenant}', gen_random_uuid(), 'J45', 'Icd10', (array['Asthma', 'السكري من النوع الثاني', 'Essential hypertension'])[1 + n % 3] || ' ' || n, 'Active', current_date - n, '{patient}', now(), 'Clinic', false
        from generate_series(1, {Sources / 10}) n;
        insert into portal.medication_statements (tenant_id, id, medicine, dosage, status, started_on, patient_id, recorded_at, source, entered_in_error)
        select '{world.Tenant}', gen_random_uuid(), (array['Metformin', 'Amlodipine', 'كونكور'])[1 + n % 3] || ' ' || 5 * n || ' mg', 'twice a day', 'Active', current_date - n, '{patient}', now(), 'Clinic', false
        from generate_series(1, {Sources / 5}) n;
        """);
}
