using Portal.Bench.FrontDesk.Dialogues;
using Portal.Bench.FrontDesk.Scenarios;
using Portal.Domain.CallCenter.Understanding.Intents;
using Flags = Portal.Domain.CallCenter.Safety.RedFlags;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// What the second reading may be learnt from: the labelled messages of each hand, and as ordinary talk the turns of scenarios and dialogues, save those
/// that may be emergencies (not-ordinary.txt). Never a test set.
/// </summary>
static class TuningSet
{
    /// <summary>The labelled files, a hand's or a purpose's each.</summary>
    public static readonly string[] Files = ["redflags-dev.jsonl", "redflags-more.jsonl", "redflags-ar.jsonl", "redflags-en.jsonl", "redflags-pairs.jsonl", "redflags-ar-2.jsonl", "redflags-ar-3.jsonl", "redflags-ar-4.jsonl", "redflags-ar-5.jsonl", "redflags-ar-6.jsonl", "redflags-en-2.jsonl", "redflags-en-3.jsonl", "redflags-en-4.jsonl"];

    const double Framed = 0.5, Turn = 0.3;

    /// <summary>The messages of a file, and these again with something said around them. What may be an emergency or not (C) teaches nothing.</summary>
    public static IEnumerable<RedFlagLearning.Example> Of(string file)
    {
        foreach (var message in SetFiles.Read<LabelledMessage>(SetFiles.Path(file)))
        {
            if (message.Gold == "C")
                continue;
            var kind = message.Gold.Contains('D', StringComparison.Ordinal) ? message.Flag ?? "other" : null;
            yield return new(Flags.Base.Weighed(message.Prompt), kind, 1);
            if (Frames.Around(message, kind is not null) is { } framed)
                yield return new(Flags.Base.Weighed(framed), kind, Framed);
        }
    }

    public static IEnumerable<RedFlagLearning.Example> Ordinary()
    {
        var left = File.ReadLines(SetFiles.Path("not-ordinary.txt")).ToHashSet();
        return SetFiles.Read<Scenario>(SetFiles.Path("scenarios.jsonl")).Where(scenario => scenario.Kind != "emergency").SelectMany(scenario => scenario.Turns)
            .Concat(TaughtDialogues.Writers.SelectMany(TaughtDialogues.Of).Select(turn => turn.Said))
            .Concat(SetFiles.Read<LabelledTurn>(SetFiles.Path("egyptian-dev.jsonl")).Select(turn => turn.Utterance))
            .Where(said => !left.Contains(said)).Distinct()
            .Select(said => new RedFlagLearning.Example(Flags.Base.Weighed(said), null, Turn))
            // what is said around an emergency is calm by itself
            .Concat(Frames.Calm().Select(said => new RedFlagLearning.Example(Flags.Base.Weighed(said), null, 1)))
            .Concat(TrainingSet.Phrases().Select(phrase => Flags.Base.Weighed(phrase.Said)).Where(weighed => weighed.Rule is null).Select(weighed => new RedFlagLearning.Example(weighed, null, 1)));
    }
}
