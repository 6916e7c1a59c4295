using Portal.Bench.FrontDesk.Dialogues;
using Portal.Bench.FrontDesk.Scenarios;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Bench.FrontDesk;

/// <summary>The front desk against its labelled sets: understanding, red flags, attacks, whole conversations and speed.</summary>
static class FrontDeskBench
{
    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report();
        ScoreArabic(report, options);
        await using var world = await ScenarioWorld.OpenAsync();
        var runner = new ScenarioRunner(world);
        var scenarios = SetFiles.Read<Scenario>(SetFiles.Path("scenarios.jsonl"));
        var passed = 0;
        foreach (var scenario in scenarios)
        {
            var played = await runner.PlayAsync(scenario);
            passed += played.Failures.Count == 0 ? 1 : 0;
            if (played.Failures.Count == 0 && options.Show is null || options.Show is not null && options.Show != scenario.Id && options.Show != "all")
                continue;
            Console.WriteLine($"{scenario.Id} {scenario.Title}: {string.Join("; ", played.Failures)}");
            foreach (var line in played.Transcript)
                Console.WriteLine("    " + line);
        }

        report.Add("scenarios_passed_ratio", (double)passed / scenarios.Count, $"{passed} of {scenarios.Count} conversations end as they must");
        return report;
    }

    static void ScoreArabic(Report report, BenchOptions options)
    {
        var files = options.Data is { } directory ? Directory.GetFiles(directory, "*.jsonl") : [SetFiles.Path("egyptian-test.jsonl")];
        var lines = files.SelectMany(SetFiles.Read<LabelledTurn>).Where(line => line.IsArabic).ToList();
        if (lines.Count == 0)
            return;
        var scores = ArabicScores.Of(lines, new Reader(IntentReader.Learn(TrainingSet.All())));
        report.Add("intent_accuracy_ar", scores.Intents, $"of {scores.Turns} Egyptian turns, the wish in force");
        report.Add("date_time_accuracy_ar", scores.DaysAndTimes, "of the days and times said or read");
        report.Add("slot_accuracy_ar", scores.AllSlots, "of all slots said or read");
        if (options.Show == "errors")
            foreach (var error in scores.Errors)
                Console.WriteLine(error);
    }
}
