using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>What is told to the model besides the words: the verbs of <c>verbs.txt</c> by what they ask for, the topics of <c>topics.txt</c>, the cues, and what kinds of values are said.</summary>
static class Hints
{
    static readonly PhraseBook<string> Verbs = new(WordFiles.Read(typeof(Hints), "verbs.txt").SelectMany(line => line.Said.Split(',').Select(phrase => (phrase, line.Head))));

    static readonly PhraseBook<string> Topics = new(WordFiles.Read(typeof(Hints), "topics.txt").SelectMany(line => line.Said.Split(',').Select(phrase => (phrase, line.Head))));

    /// <summary>Whether something is asked for by its verb, and not only gone on with.</summary>
    public static bool SaysVerb(string said) => Verbs.FindIn(Utterance.Of(said)).Count > 0;

    public static string[] Of(Utterance utterance, Content content, IReadOnlySet<Cue> cues)
    {
        var hints = Verbs.FindIn(utterance).Select(found => "verb " + found.Meaning).ToHashSet();
        hints.UnionWith(Topics.FindIn(utterance).Select(found => "topic " + found.Meaning));
        hints.UnionWith(cues.Select(cue => "cue " + cue));
        if (content.SaysValue)
            hints.Add("value");
        if (content.SaysPerson)
            hints.Add("person");
        if (utterance.Words.Any(word => word.Text == "?"))
            hints.Add("asks");
        return [.. hints];
    }
}
