using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>The words of <c>time-words.txt</c>, found as they are said: with the article and the small words that Arabic writes onto the next.</summary>
static class TimeLexicon
{
    static readonly string[] Onto = ["وال", "بال", "لل", "عال", "فال", "ال", "و", "ب", "ل", "ع", "ف", "el", "il"];
    static readonly FrozenDictionary<string, (TimeWord Meaning, int Value)[]> Words = Read();

    /// <summary>All that a word may mean. An <c>and</c> written onto a word (ونص) is told by <paramref name="and"/>.</summary>
    public static IReadOnlyList<(TimeWord Meaning, int Value)> Meanings(string word, out bool and)
    {
        and = false;
        if (char.IsAsciiDigit(word[0]) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return [(TimeWord.Number, number)];
        if (Words.TryGetValue(word, out var meanings))
            return meanings;
        foreach (var prefix in Onto)
            if (word.Length > prefix.Length + 1 && word.StartsWith(prefix, StringComparison.Ordinal) && Bare(word[prefix.Length..], prefix, out meanings))
            {
                and = prefix[0] == 'و';
                return meanings;
            }

        return [];
    }

    /// <summary>Whether a word says anything of when.</summary>
    public static bool Says(string word) => Meanings(word, out _).Count > 0;

    // للتلات is ل and التلات: the article may be part of the name
    static bool Bare(string rest, string prefix, [NotNullWhen(true)] out (TimeWord, int)[]? meanings) =>
        prefix.Length > 1 && prefix[^1] == 'ل' && Words.TryGetValue("ال" + rest, out meanings) || Words.TryGetValue(rest, out meanings);

    static FrozenDictionary<string, (TimeWord, int)[]> Read()
    {
        using var stream = typeof(TimeLexicon).Assembly.GetManifestResourceStream(typeof(TimeLexicon), "time-words.txt")!;
        using var reader = new StreamReader(stream);
        var words = new Dictionary<string, List<(TimeWord, int)>>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var (head, said) = (line[..line.IndexOf(':', StringComparison.Ordinal)].Split(' '), line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            var meaning = (Enum.Parse<TimeWord>(head[0]), head.Length > 1 ? int.Parse(head[1], CultureInfo.InvariantCulture) : 0);
            foreach (var word in said.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Understanding.Words.Utterance.Of(word).Folded).Distinct())
                if (words.TryGetValue(word, out var meanings))
                    meanings.Add(meaning);
                else
                    words[word] = [meaning];
        }

        return words.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
