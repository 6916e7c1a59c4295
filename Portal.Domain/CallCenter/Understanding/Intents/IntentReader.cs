using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>One phrase to learn from.</summary>
/// <param name="Intent">Null for what only answers or adds to a wish, whichever that is.</param>
public readonly record struct IntentExample(Intent? Intent, string Said);

/// <param name="Sure">From 0 to 1.</param>
public readonly record struct IntentRead(Intent Intent, float Sure);

/// <summary>What else was read from the utterance, as far as it tells a new wish from an answer.</summary>
/// <param name="SaysValue">A day, a time, a doctor, a specialty.</param>
/// <param name="SaysPerson">A name, a phone, a code.</param>
public readonly record struct Content(bool SaysValue, bool SaysPerson);

/// <summary>
/// Tells what is wanted. What an utterance would mean by itself is told by a linear model, learnt from plain phrases when the process starts: the
/// same on every machine, and anybody can read what it knows. What it means here follows by rule from the wish in force and from what the
/// agent just did: a day or a name goes on with the wish, a yes with a new value is no yes.
/// </summary>
public sealed class IntentReader
{
    const float Surely = 0.6f;
    const int LongWords = 10;
    const int Answer = -1;
    static readonly HashSet<Intent> Wishes =
    [
        Intent.BookAppointment, Intent.MoveAppointment, Intent.CancelAppointment, Intent.MyAppointments, Intent.JoinWaitlist, Intent.ClinicFacts, Intent.AskRecord, Intent.RequestRefill, Intent.TalkToPerson,
    ];

    readonly LinearClassifier model;

    IntentReader(LinearClassifier model) => this.model = model;

    public static IntentReader Learn(IEnumerable<IntentExample> examples) =>
        new(LinearClassifier.Learn([.. examples.Select(e => (FeatureHash.Of(Utterance.Of(e.Said)), e.Intent is { } intent ? (int)intent : Answer))]));

    /// <param name="acts">What the agent did just before.</param>
    /// <param name="goal">The wish in force; null where there is none.</param>
    public IntentRead Read(Utterance utterance, Content content, IReadOnlyList<AgentAct> acts, Intent? goal)
    {
        if (ByForm(utterance, content, acts) is { } plain)
            return new(plain, 1);
        var (label, sure, second) = Tell(utterance);
        var isOpen = goal is not null && !acts.Any(act => act.Kind is AgentActKind.RequestMore);
        if (label == Answer)
            return new(goal ?? (second == Answer ? Intent.BookAppointment : (Intent)second), sure);
        var told = (Intent)label;
        var adds = content.SaysValue || content.SaysPerson;
        return told switch
        {
            Intent.Confirm or Intent.Deny when content.SaysValue && isOpen => new(goal!.Value, sure), // "no, make it Tuesday"
            Intent.Confirm or Intent.Deny or Intent.Greeting when content.SaysPerson && isOpen => new(goal!.Value, sure),
            Intent.Confirm or Intent.Deny or Intent.Greeting => new(told, sure),
            Intent.BookAppointment when isOpen && goal is Intent.MoveAppointment or Intent.JoinWaitlist or Intent.CancelAppointment && adds && sure < 0.9f => new(goal!.Value, sure),
            _ => isOpen && sure < Surely && adds ? new(goal!.Value, sure) : new(told, sure),
        };
    }

    // a plain yes to a read-back, "no thanks" after "anything else?": their first word says it
    static Intent? ByForm(Utterance utterance, Content content, IReadOnlyList<AgentAct> acts)
    {
        if (content is not { SaysValue: false, SaysPerson: false } || utterance.Words.Count is 0 or > 6 || utterance.Words.Any(word => word.Text == "?"))
            return null;
        var confirms = acts.Any(act => act.Kind == AgentActKind.Confirm);
        if (confirms && YesNo.BeginsWithYes(utterance) && !YesNo.BeginsWithNo(utterance))
            return Intent.Confirm;
        return YesNo.BeginsWithNo(utterance) && (utterance.Words.Count == 1 || CueReader.Read(utterance).Contains(Cue.Thanks)) ? Intent.Deny : null;
    }

    // the greeting before a wish is no wish, and of a long story the sentence that asks for something counts
    (int Label, float Sure, int Second) Tell(Utterance utterance)
    {
        var whole = Model(utterance);
        if (whole.Label == (int)Intent.Greeting && utterance.Words.Count > 4 && Courtesies.Without(utterance) is { Words.Count: >= 2 } rest)
        {
            var wish = Model(rest);
            if (wish.Label != (int)Intent.Greeting && wish.Sure > 0.3f)
                whole = wish;
        }

        if (utterance.Words.Count < LongWords || whole.Sure > 0.8f && Wishes.Contains((Intent)whole.Label))
            return whole;
        var best = whole;
        foreach (var sentence in Sentences(utterance))
        {
            var told = Model(Utterance.Of(sentence));
            if (told.Label != Answer && Wishes.Contains((Intent)told.Label) && told.Sure > Math.Max(best.Sure, Surely))
                best = told;
        }

        return best;
    }

    (int Label, float Sure, int Second) Model(Utterance utterance)
    {
        var (label, sure, second, _) = model.Tell(FeatureHash.Of(utterance));
        return (label, sure, second);
    }

    static IEnumerable<string> Sentences(Utterance utterance)
    {
        var (words, from) = (utterance.Words, 0);
        for (var i = 0; i < words.Count; i++)
            if (words[i].Text is "." or "," or "!" or "?" || i - from >= LongWords)
            {
                if (i - from >= 2)
                    yield return utterance.TypedOf(from, words[i].Text == "?" ? i + 1 : i);
                from = words[i].IsMark ? i + 1 : i;
            }

        if (words.Count - from >= 2 && from > 0)
            yield return utterance.TypedOf(from, words.Count);
    }
}
