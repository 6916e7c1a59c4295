using System.Collections.Frozen;

namespace Portal.Domain.CallCenter.Understanding.Words;

/// <param name="Start">Number of its first word in the utterance; <paramref name="End"/> is one past its last.</param>
readonly record struct PhraseFound<T>(T Meaning, int Start, int End);

/// <summary>
/// Words and short phrases with what they mean, found as they are said: in any spelling that folding brings together, and in Arabic with the
/// article and the small words that are written onto the next (و ب ل ف ع ك). The longest phrase at a place wins.
/// </summary>
sealed class PhraseBook<T>
{
    readonly FrozenDictionary<string, (string[] Words, T Meaning)[]> byFirst;

    public PhraseBook(IEnumerable<(string Phrase, T Meaning)> phrases) =>
        byFirst = phrases.Select(p => (Words: Split(p.Phrase), p.Meaning)).Where(p => p.Words.Length > 0)
            .GroupBy(p => p.Words[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Words.Length).ToArray());

    /// <summary>Every phrase that is said, in order, none inside another.</summary>
    public List<PhraseFound<T>> FindIn(Utterance utterance)
    {
        var found = new List<PhraseFound<T>>();
        var words = utterance.Words;
        for (var i = 0; i < words.Count;)
            if (At(words, i) is { } hit)
            {
                found.Add(hit);
                i = hit.End;
            }
            else
            {
                i++;
            }

        return found;
    }

    public PhraseFound<T>? At(IReadOnlyList<Word> words, int i)
    {
        foreach (var first in words[i].Forms)
            if (byFirst.TryGetValue(first, out var phrases))
                foreach (var (phrase, meaning) in phrases)
                    if (Follows(words, i, phrase) is { } end)
                        return new(meaning, i, end);
        return null;
    }

    // marks between the words of a phrase are skipped: "ear, nose and throat"
    static int? Follows(IReadOnlyList<Word> words, int i, string[] phrase)
    {
        var at = i + 1;
        for (var k = 1; k < phrase.Length; k++, at++)
        {
            while (at < words.Count && words[at].IsMark)
                at++;
            if (at >= words.Count || !words[at].Forms.Contains(phrase[k]))
                return null;
        }

        return at;
    }

    static string[] Split(string phrase) => [.. Utterance.Of(phrase).Words.Where(word => !word.IsMark).Select(word => word.Text)];
}

/// <summary>The text files that lie beside the code which reads them: a line is a head, a colon and what is said; # begins a comment.</summary>
static class WordFiles
{
    public static IEnumerable<(string Head, string Said)> Read(Type beside, string name)
    {
        foreach (var line in Lines(beside, name))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return (line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
    }

    public static IEnumerable<string> Lines(Type beside, string name)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, name) ?? throw new InvalidOperationException($"There is no {name} beside {beside.Name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
