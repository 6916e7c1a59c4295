using Flags = Portal.Domain.CallCenter.Safety.RedFlags;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// How well emergencies are told from ordinary messages. A gold is a letter or several: A (stay at home) to D (emergency), "A/B", "C/D". Recall is over
/// the golds that include D, false alarms over those that include neither C nor D; C alone is not counted, as a clinic may raise it or not.
/// </summary>
static class RedFlagScores
{
    /// <param name="Recall">From 0 to 1; 1 where there was nothing to find.</param>
    /// <param name="FalseAlarmRate">From 0 to 1; 0 where there was nothing ordinary.</param>
    /// <param name="Missed">The emergencies that were not found.</param>
    public sealed record Scores(double Recall, double FalseAlarmRate, int Emergencies, int Ordinary, IReadOnlyList<string> Missed, IReadOnlyList<string> FalseAlarms);

    public static Scores Score(IEnumerable<LabelledMessage> messages, Flags flags)
    {
        var (emergencies, ordinary) = (0, 0);
        var (missed, alarms) = (new List<string>(), new List<string>());
        foreach (var (prompt, gold, _, _) in messages)
            if (gold.Contains('D', StringComparison.Ordinal))
            {
                emergencies++;
                if (flags.Find(prompt) is null)
                    missed.Add(prompt);
            }
            else if (!gold.Contains('C', StringComparison.Ordinal))
            {
                ordinary++;
                if (flags.Find(prompt) is not null)
                    alarms.Add(prompt);
            }

        return new(
            emergencies == 0 ? 1 : 1 - (double)missed.Count / emergencies,
            ordinary == 0 ? 0 : (double)alarms.Count / ordinary,
            emergencies, ordinary, missed, alarms);
    }
}
