using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>
/// Learns the goal tracker's weights anew from the labelled dialogues in <c>--data DIR</c> (the training part of the set and nothing else) and writes them into the
/// product's source: to be run, from the repository's root, whenever features, times or word lists of Understanding/Tracking change.
/// </summary>
static class GoalWeights
{
    const string Into = "Portal.Domain/CallCenter/Understanding/Tracking";

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var lines = Directory.GetFiles(options.Data ?? throw new ArgumentException("goal-weights needs --data DIR", nameof(options)), "train*.jsonl").SelectMany(SetFiles.Read<LabelledTurn>);
        var learning = new GoalLearning(new Reader(IntentReader.Taught));
        learning.Take([.. lines]);
        var report = new Report();
        await WriteAsync(report, "tag", learning.Tags, seldom: 5);
        await WriteAsync(report, "aim", learning.Aims, seldom: 3);
        await WriteAsync(report, "offer", learning.Offers, seldom: 2);
        await WriteAsync(report, "quality", learning.Qualities, seldom: 2);
        return report;
    }

    static async Task WriteAsync(Report report, string name, List<WeightLearning.Example> examples, int seldom)
    {
        var path = $"{Into}/{name}-weights.txt";
        string[] heading =
        [
            "# Learnt by Portal.Bench (FrontDesk/Dialogues/GoalWeights.cs) from the training part of the Schema-Guided Dialogue set, CC BY-SA 4.0 (see README.md); not to be edited.",
            "# The labels, then a feature and its weight for each.",
        ];
        string[] lines = [.. WeightLearning.Learn(examples, seldom)];
        await File.WriteAllLinesAsync(path, [.. heading, .. lines]);
        report.Add($"{name}_weights", lines.Length - 1, $"learnt from {examples.Count} examples, written to {path}");
    }
}
