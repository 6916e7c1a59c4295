using System.Collections.Frozen;
using System.Text;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>The phrases of <c>guard-words.txt</c>.</summary>
static class GuardWords
{
    static readonly string[] Onto = ["وال", "فال", "بال", "كال", "لل", "ال", "و", "ف"];

    /// <param name="Any">Whether the word may go on.</param>
    readonly record struct Part(string Text, bool Any)
    {
        public bool Fits(string word) => Any ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;
    }

    static readonly (string Kind, Part[] Phrase)[] All =
    [
        .. from line in WordFiles.Read(typeof(GuardWords), "guard-words.txt")
           from phrase in line.Said.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           select (line.Head, Parts(phrase)),
    ];

    static readonly Part[][] Manners = [.. All.Where(p => p.Kind == "Said").Select(p => p.Phrase).OrderByDescending(p => p.Length)];

    static readonly (GuardKind Kind, Part[] Phrase)[] Forbidden = [.. All.Where(p => p.Kind != "Said").Select(p => (Enum.Parse<GuardKind>(p.Kind), p.Phrase))];

    static readonly FrozenSet<string> LatinClaims =
        Forbidden.Where(p => p is { Kind: GuardKind.Claim, Phrase: [{ Text: { Length: > 4 } text }] } && char.IsAsciiLetter(text[0])).Select(p => p.Phrase[0].Text).ToFrozenSet();

    public static GuardKind? Find(Utterance utterance)
    {
        var words = Plain(utterance);
        for (var i = 0; i < words.Length; i++)
            foreach (var (kind, phrase) in Forbidden)
                if (Stands(words, i, phrase))
                    return kind;
        return null;
    }

    /// <summary>The text without what is only said to be kind.</summary>
    public static Utterance WithoutManners(Utterance utterance)
    {
        var (words, bare) = (Plain(utterance), new StringBuilder(utterance.Typed));
        for (var i = 0; i < words.Length;)
            if (Array.Find(Manners, phrase => Stands(words, i, phrase)) is { } manner)
            {
                for (var at = utterance.Words[i].Start; at < utterance.Words[i + manner.Length - 1].End; at++)
                    bare[at] = ',';
                i += manner.Length;
            }
            else
            {
                i++;
            }

        return Utterance.Of(bare.ToString());
    }

    /// <summary>The claim that a word is one letter away from; null for none.</summary>
    public static string? NearClaim(string word) => LatinClaims.FirstOrDefault(claim => Math.Abs(claim.Length - word.Length) <= 1 && IsNear(word, claim));

    static string[] Plain(Utterance utterance) => [.. utterance.Words.Select(word => word.Text)];

    static bool Stands(string[] words, int at, Part[] phrase)
    {
        if (at + phrase.Length > words.Length || !Forms(words[at]).Any(phrase[0].Fits))
            return false;
        for (var k = 1; k < phrase.Length; k++)
            if (!phrase[k].Fits(words[at + k]))
                return false;
        return true;
    }

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
