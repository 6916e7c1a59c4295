using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>What the intent reader learns from: the team's phrases, Arabic and English, and turns of its dialogues with what they were said after.</summary>
public static class TrainingSet
{
    const string Continues = "-";

    public static IEnumerable<IntentExample> All() => [.. Phrases(), .. Answers(), .. Turns()];

    static IEnumerable<IntentExample> Phrases() =>
        from file in (string[])["phrases-arabic.txt", "phrases-english.txt"]
        from line in WordFiles.Read(typeof(TrainingSet), file)
        from phrase in Split(line.Said)
        select new IntentExample(Enum.Parse<Intent>(line.Head), phrase);

    static IEnumerable<IntentExample> Answers() =>
        from file in (string[])["answers-arabic.txt", "answers-english.txt"]
        from phrase in WordFiles.Lines(typeof(TrainingSet), file).SelectMany(Split)
        select new IntentExample(null, phrase);

    static IEnumerable<IntentExample> Turns() =>
        from line in WordFiles.Read(typeof(TrainingSet), "turns-arabic.txt")
        let head = line.Head.Split(' ')
        let context = new Context(Enum.Parse<Moment>(head[0]), Wish(head[1]))
        from said in Split(line.Said)
        select new IntentExample(Wish(head[2]), said, context);

    static Intent? Wish(string name) => name == Continues ? null : Enum.Parse<Intent>(name);

    static string[] Split(string said) => said.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
