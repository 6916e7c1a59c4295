using Portal.Bench.FrontDesk.Scenarios;

namespace Portal.Bench.FrontDesk;

/// <summary>The front desk against its labelled sets: understanding, red flags, attacks, whole conversations and speed.</summary>
static class FrontDeskBench
{
    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report();
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
}
