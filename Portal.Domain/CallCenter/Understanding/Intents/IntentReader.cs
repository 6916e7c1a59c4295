using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>An utterance with what it was said in answer to, and what was wanted. What the intent reader learns from.</summary>
/// <param name="Goal">The wish in force before the utterance; null at the beginning.</param>
public sealed record IntentExample(Intent Intent, string Said, IReadOnlyList<AgentAct> Acts, Intent? Goal);

/// <param name="Sure">From 0 to 1.</param>
public readonly record struct IntentRead(Intent Intent, float Sure, Intent Second, float SecondSure);

/// <summary>
/// Tells what is wanted, by a linear model that is learnt from plain phrases when the process starts: the same on every machine, and anybody
/// can read what it knows.
/// </summary>
public sealed class IntentReader
{
    readonly LinearClassifier<Intent> model;

    IntentReader(LinearClassifier<Intent> model) => this.model = model;

    public static IntentReader Learn(IEnumerable<IntentExample> examples) =>
        new(LinearClassifier<Intent>.Learn([.. examples.Select(e => (Features(Utterance.Of(e.Said), e.Acts, e.Goal), e.Intent))]));

    /// <param name="acts">What the agent did just before.</param>
    public IntentRead Read(Utterance utterance, IReadOnlyList<AgentAct> acts, Intent? goal)
    {
        var (intent, sure, second, secondSure) = model.Tell(Features(utterance, acts, goal));
        return new(intent, sure, second, secondSure);
    }

    static int[] Features(Utterance utterance, IReadOnlyList<AgentAct> acts, Intent? goal)
    {
        var context = acts.Select(act => act.Slot is null ? $"{act.Kind}" : $"{act.Kind} {act.Slot}").Append(goal is null ? "new" : $"goal {goal}").Distinct().ToArray();
        return FeatureHash.Of(utterance, context);
    }
}
