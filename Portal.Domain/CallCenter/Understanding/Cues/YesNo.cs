using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Cues;

/// <summary>What a yes and a no begin with, by <c>yes-words.txt</c>.</summary>
static class YesNo
{
    static readonly PhraseBook<bool> Words = new(WordFiles.Read(typeof(YesNo), "yes-words.txt").SelectMany(line => line.Said.Split(',').Select(word => (word, line.Head == "yes"))));

    public static bool BeginsWithYes(Utterance utterance) => Begins(utterance) == true;

    public static bool BeginsWithNo(Utterance utterance) => Begins(utterance) == false;

    static bool? Begins(Utterance utterance) => utterance.Words.Count > 0 ? Words.At(utterance.Words, 0)?.Meaning : null;
}

/// <summary>Greetings and thanks around a wish.</summary>
static class Courtesies
{
    static readonly PhraseBook<bool> Phrases = new(WordFiles.Read(typeof(CueReader), "cues.txt").Where(line => line.Head is nameof(Cue.Hello) or nameof(Cue.Thanks)).SelectMany(line => line.Said.Split(',')).Select(phrase => (phrase, true)));

    /// <summary>The utterance without them.</summary>
    public static Utterance Without(Utterance utterance)
    {
        var found = Phrases.FindIn(utterance);
        if (found.Count == 0)
            return utterance;
        var rest = new List<string>();
        for (var i = 0; i < utterance.Words.Count; i++)
            if (!found.Any(f => i >= f.Start && i < f.End))
                rest.Add(utterance.TypedOf(i, i + 1));
        return Utterance.Of(string.Join(' ', rest));
    }
}
