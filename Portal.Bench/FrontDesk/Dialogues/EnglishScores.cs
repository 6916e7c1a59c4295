using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>
/// How the product's own reader and the goal tracker on top of it do on single-domain dialogues of the Schema-Guided Dialogue set, the agent's acts known as
/// they are in life and nothing else: aim and goal are carried on as they were understood, never as they are labelled. What is counted is told in
/// Sets/README.md.
/// </summary>
sealed class EnglishScores
{
    readonly List<string> errors = [];
    int turns, aims, goals, slots, slotsRight, times, timesRight;

    /// <summary>What was read otherwise than labelled, for who tunes on a development set.</summary>
    public IReadOnlyList<string> Errors => errors;

    public int Turns => turns;

    public int SlotCount => slots;

    public int TimeCount => times;

    public double Intents => Share(aims, turns);

    public double JointGoals => Share(goals, turns);

    public double AllSlots => Share(slotsRight, slots);

    public double DaysAndTimes => Share(timesRight, times);

    public static EnglishScores Of(IEnumerable<LabelledTurn> lines, Reader reader)
    {
        var scores = new EnglishScores();
        foreach (var dialogue in SchemaGuided.Dialogues(lines.Where(line => line.SingleDomain != false)))
        {
            var tracker = new GoalTracker(GoalSchema.Of(dialogue[0].ProviderKind!)!);
            IReadOnlyDictionary<string, LabelledValue> before = new Dictionary<string, LabelledValue>();
            foreach (var line in dialogue)
            {
                var goal = tracker.Hear(SchemaGuided.Read(line, reader), line.Acts);
                scores.Add(line, goal, before);
                before = line.State!;
            }
        }

        return scores;
    }

    void Add(LabelledTurn line, Goal goal, IReadOnlyDictionary<string, LabelledValue> before)
    {
        turns++;
        if (goal.Aim == SchemaGuided.Aim(line.ActiveIntent))
            aims++;
        else
            Miss(line, $"intent {line.ActiveIntent} read {goal.Aim}");
        var said = SaidIn(line, before);
        // what is said again as it was counts neither way
        foreach (var slot in said.Keys.Union(goal.Taken.Where(taken => !IsRight(before.GetValueOrDefault(taken.Key), taken.Value)).Select(taken => taken.Key)))
            AddSlot(line, slot, said.GetValueOrDefault(slot), goal.Taken.GetValueOrDefault(slot));
        var wrong = line.State!.Keys.Union(goal.Slots.Keys).Where(slot => !IsRight(line.State.GetValueOrDefault(slot), goal.Slots.GetValueOrDefault(slot))).ToList();
        if (wrong.Count == 0)
            goals++;
        else
            Miss(line, "goal " + string.Join("; ", wrong.Select(slot => $"{slot} {Shown(line.State.GetValueOrDefault(slot))} kept {goal.Slots.GetValueOrDefault(slot) ?? "-"}")));
    }

    void AddSlot(LabelledTurn line, string slot, LabelledValue? label, string? read)
    {
        var right = IsRight(label, read);
        slots++;
        slotsRight += right ? 1 : 0;
        if (slot is SlotNames.Date or SlotNames.Time)
        {
            times++;
            timesRight += right ? 1 : 0;
        }

        if (!right)
            Miss(line, $"{slot} {Shown(label)} read {read ?? "-"}");
    }

    /// <summary>
    /// The values that this turn says or takes: the set also lists a slot as new when the agent has just said its old value in other words.
    /// </summary>
    static Dictionary<string, LabelledValue> SaidIn(LabelledTurn line, IReadOnlyDictionary<string, LabelledValue> before)
    {
        var informed = (line.UserActs ?? []).Where(act => act is { Act: "INFORM", Slot: not null }).Select(act => act.Slot!).ToHashSet();
        return line.State!.Where(pair => informed.Contains(pair.Key) || !before.TryGetValue(pair.Key, out var old) || old.Canonical.ToString() != pair.Value.Canonical.ToString()).ToDictionary();
    }

    // dates, times and qualities by their canonical value; names and cities by any wording that the set has for them, letters and digits alone
    static bool IsRight(LabelledValue? label, string? read) =>
        label is null ? read is null : read is not null && label.Right.Concat(label.Values ?? []).Any(right => Letters(right) == Letters(read));

    static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    static string Shown(LabelledValue? label) => label is null ? "-" : string.Join("|", label.Right);

    void Miss(LabelledTurn line, string what) =>
        errors.Add($"{line.DialogueId}/{line.Turn} {what} [{string.Join(",", line.Acts.Select(act => $"{act.Kind} {act.Slot}"))}]: {line.Utterance}");

    static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
