using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>What the intent reader learns from: the team's phrases, Arabic and English.</summary>
public static class TrainingSet
{
    public static IEnumerable<IntentExample> All()
    {
        foreach (var file in (string[])["phrases-arabic.txt", "phrases-english.txt"])
            foreach (var (head, said) in WordFiles.Read(typeof(TrainingSet), file))
                foreach (var phrase in Split(said))
                    yield return new(Enum.Parse<Intent>(head), phrase);
        foreach (var file in (string[])["answers-arabic.txt", "answers-english.txt"])
            foreach (var phrase in WordFiles.Lines(typeof(TrainingSet), file).SelectMany(Split))
                yield return new(null, phrase);
    }

    static string[] Split(string said) => said.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
