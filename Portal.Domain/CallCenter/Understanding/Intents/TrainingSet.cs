using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>What the intent reader learns from: the team's phrases, Arabic and English, and turns of its dialogues with what they were said after.</summary>
public static class TrainingSet
{
    public static IEnumerable<IntentExample> All() => Without(writer: null);

    /// <summary>All but one writer's dialogues, which then can be a test: how well somebody is understood who taught nothing.</summary>
    public static IEnumerable<IntentExample> Without(string? writer) =>
        [.. Phrases(), .. Answers(), .. TaughtDialogues.Writers.Where(other => other != writer).SelectMany(TaughtDialogues.Of).Select(Of)];

    /// <summary>Plain phrases in both languages, each with what it asks for.</summary>
    public static IEnumerable<IntentExample> Phrases() =>
        from file in (string[])["phrases-arabic.txt", "phrases-english.txt"]
        from line in WordFiles.Read(typeof(TrainingSet), file)
        from phrase in Split(line.Said)
        select new IntentExample(Enum.Parse<Intent>(line.Head), phrase);

    static IEnumerable<IntentExample> Answers() =>
        from file in (string[])["answers-arabic.txt", "answers-english.txt"]
        from phrase in WordFiles.Lines(typeof(TrainingSet), file).SelectMany(Split)
        select new IntentExample(null, phrase);

    /// <summary>A turn by itself, and what it is said after.</summary>
    public static IntentExample Of(TaughtTurn turn) => new(
        turn.Intent == turn.Goal && !Hints.SaysVerb(turn.Said) ? null : turn.Intent, // it goes on with the wish in force, and would with any other
        turn.Said, Context.Of(turn.Acts, turn.Goal));

    static string[] Split(string said) => said.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
