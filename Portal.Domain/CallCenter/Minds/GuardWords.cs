using System.Collections.Frozen;
using System.Text;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>The phrases of <c>guard-words.txt</c>.</summary>
static class GuardWords
{
    const string Manners = "Said";
    const int Key = 2;
    static readonly string[] Onto = ["وال", "فال", "بال", "كال", "لل", "ال", "و", "ف"];

    /// <param name="GoesOn">Whether any ending may follow.</param>
    readonly record struct Part(string Text, bool GoesOn)
    {
        public bool Fits(string word) => GoesOn ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;
    }

    /// <param name="Kind">Null for what is only said to be kind.</param>
    sealed record Phrase(GuardKind? Kind, Part[] Parts);

    static readonly Phrase[] All =
    [
        .. from line in WordFiles.Read(typeof(GuardWords), "guard-words.txt")
           from phrase in line.Said.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           select new Phrase(line.Head == Manners ? null : Enum.Parse<GuardKind>(line.Head), Parts(phrase)),
    ];

    // by the first letters of the first word, the longest phrase first
    static readonly FrozenDictionary<string, Phrase[]> ByFirst = All.GroupBy(p => KeyOf(p.Parts[0].Text)).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Parts.Length).ToArray());

    static readonly FrozenSet<string> LatinClaims =
        All.Where(p => p is { Kind: GuardKind.Claim, Parts: [{ Text: { Length: > 4 } text }] } && char.IsAsciiLetter(text[0])).Select(p => p.Parts[0].Text).ToFrozenSet();

    public static GuardKind? Find(Utterance utterance)
    {
        for (var i = 0; i < utterance.Words.Count; i++)
            if (At(utterance.Words, i, isManner: false) is { } found)
                return found.Kind;
        return null;
    }

    /// <summary>The text without what is only said to be kind.</summary>
    public static Utterance WithoutManners(Utterance utterance)
    {
        var (words, bare) = (utterance.Words, new StringBuilder(utterance.Typed));
        for (var i = 0; i < words.Count;)
            if (At(words, i, isManner: true) is { } manner)
            {
                for (var at = words[i].Start; at < words[i + manner.Parts.Length - 1].End; at++)
                    bare[at] = ',';
                i += manner.Parts.Length;
            }
            else
            {
                i++;
            }

        return Utterance.Of(bare.ToString());
    }

    /// <summary>The claim that a word is one letter away from; null for none.</summary>
    public static string? NearClaim(string word) => LatinClaims.FirstOrDefault(claim => Math.Abs(claim.Length - word.Length) <= 1 && IsNear(word, claim));

    static Phrase? At(IReadOnlyList<Word> words, int at, bool isManner)
    {
        foreach (var form in Forms(words[at].Text))
            if (ByFirst.TryGetValue(KeyOf(form), out var phrases))
                foreach (var phrase in phrases)
                    if (phrase.Kind is null == isManner && phrase.Parts[0].Fits(form) && Follows(words, at, phrase.Parts))
                        return phrase;
        return null;
    }

    static bool Follows(IReadOnlyList<Word> words, int at, Part[] parts)
    {
        if (at + parts.Length > words.Count)
            return false;
        for (var k = 1; k < parts.Length; k++)
            if (!parts[k].Fits(words[at + k].Text))
                return false;
        return true;
    }

    static string KeyOf(string word) => word.Length <= Key ? word : word[..Key];

    // as it stands, and without what Arabic writes onto the next word
    static IEnumerable<string> Forms(string word)
    {
        yield return word;
        foreach (var prefix in Onto)
            if (word.Length > prefix.Length + 1 && word.StartsWith(prefix, StringComparison.Ordinal))
                yield return word[prefix.Length..];
    }

    static Part[] Parts(string phrase) =>
    [
        .. from token in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           let text = Utterance.Of(token.TrimEnd('*')).Folded
           where text.Length > 0
           select new Part(text, token.EndsWith('*')),
    ];

    // one letter more, less or other, or two that changed places
    static bool IsNear(string one, string other)
    {
        var from = 0;
        while (from < one.Length && from < other.Length && one[from] == other[from])
            from++;
        var (end, otherEnd) = (one.Length, other.Length);
        while (end > from && otherEnd > from && one[end - 1] == other[otherEnd - 1])
            (end, otherEnd) = (end - 1, otherEnd - 1);
        var (left, right) = (end - from, otherEnd - from);
        return left <= 1 && right <= 1 || left == 2 && right == 2 && one[from] == other[from + 1] && one[from + 1] == other[from];
    }
}
