using Portal.Bench.FrontDesk.Scenarios;
using Flags = Portal.Domain.CallCenter.Safety.RedFlags;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// Learns the second reading's weights anew and writes them into the product's source: to be run, from the repository's root, whenever the words,
/// guards or rules of CallCenter/Safety change.
/// </summary>
static class RedFlagWeights
{
    const string Into = "Portal.Domain/CallCenter/Safety/red-flag-weights.txt";

    static readonly string[] Sets = ["redflags-dev.jsonl", "redflags-more.jsonl"];

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var examples = Sets.Select(SetFiles.Path).SelectMany(SetFiles.Read<LabelledMessage>).Select(message => new RedFlagLearning.Example(message.Prompt, message.Gold.Contains('D', StringComparison.Ordinal) ? message.Flag ?? "other" : null))
            .Concat(SetFiles.Read<Scenario>(SetFiles.Path("scenarios.jsonl")).Where(scenario => scenario.Kind != "emergency").SelectMany(scenario => scenario.Turns).Select(turn => new RedFlagLearning.Example(turn, null)))
            .ToList();
        var heading = File.ReadLines(Into).TakeWhile(line => line.StartsWith('#')).ToList();
        var weights = RedFlagLearning.Learn(examples, Flags.Base).ToList();
        await File.WriteAllLinesAsync(Into, [.. heading, .. weights]);
        var report = new Report();
        report.Add("weights", weights.Count, $"learnt from {examples.Count} messages, written to {Into}");
        return report;
    }
}
