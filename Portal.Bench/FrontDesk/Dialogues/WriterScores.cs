using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>
/// How well a writer is understood who taught nothing: each one's dialogues are read after learning from all the others'. What to tune by, since a
/// feature that only helps with words already heard shows no gain here.
/// </summary>
static class WriterScores
{
    public static Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report();
        var all = new List<ArabicScores>();
        foreach (var writer in TaughtDialogues.Writers)
        {
            var turns = TaughtDialogues.Of(writer).Select(LabelledTurn.Of);
            var scores = ArabicScores.Of(turns, new Reader(IntentReader.Learn(TrainingSet.Without(writer))));
            all.Add(scores);
            report.Add($"intents_{writer}", scores.Intents, $"of {scores.Turns} turns; days and times {scores.DaysAndTimes:0.000}, all slots {scores.AllSlots:0.000}");
            if (options.Show == "errors")
                foreach (var error in scores.Errors)
                    Console.WriteLine(error);
        }

        report.Add("intents_mean", all.Average(scores => scores.Intents), "over the writers");
        return Task.FromResult(report);
    }
}
