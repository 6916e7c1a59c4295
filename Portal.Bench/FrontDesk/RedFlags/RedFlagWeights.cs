using Portal.Domain.CallCenter.Safety;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// Learns the second reading's weights anew and writes them into the product's source: to be run, from the repository's root, whenever the words,
/// guards or rules of CallCenter/Safety change. Says too how each hand's file fares when it is left out: what to expect of a hand that is new.
/// </summary>
static class RedFlagWeights
{
    const string Into = "Portal.Domain/CallCenter/Safety/red-flag-weights.txt";

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var files = TuningSet.Files.ToDictionary(file => file, file => TuningSet.Of(file).ToArray());
        var ordinary = TuningSet.Ordinary().ToArray();
        var report = new Report();
        foreach (var (file, own) in files)
        {
            var models = RedFlagLearning.Learn([.. files.Where(other => other.Key != file).SelectMany(other => other.Value), .. ordinary]);
            var (emergencies, calm) = (own.Where(example => example is { Kind: not null, Weight: 1 }).ToArray(), own.Where(example => example is { Kind: null, Weight: 1 }).ToArray());
            report.Add($"left out {file}: recall", emergencies.Average(example => Fires(models, example) ? 1.0 : 0), $"{emergencies.Length} emergencies");
            report.Add($"left out {file}: false alarms", calm.Average(example => Fires(models, example) ? 1.0 : 0), $"{calm.Length} ordinary");
        }

        RedFlagLearning.Example[] all = [.. files.Values.SelectMany(own => own), .. ordinary];
        var heading = File.ReadLines(Into).TakeWhile(line => line.StartsWith('#')).ToList();
        await File.WriteAllLinesAsync(Into, [.. heading, .. RedFlagLearning.Lines(RedFlagLearning.Learn(all), all)]);
        report.Add("messages", all.Length, $"learnt from and written to {Into}");
        return report;
    }

    static bool Fires(RedFlagLearning.Models models, RedFlagLearning.Example example) =>
        example.Message.Rule is not null && example.Message.Length <= AlarmScore.Brief || models.Sum(example.Message) + (example.Message.Rule is null ? 0 : AlarmScore.OfRule) > AlarmScore.Threshold;
}
