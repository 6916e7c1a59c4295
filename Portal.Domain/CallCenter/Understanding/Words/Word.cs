namespace Portal.Domain.CallCenter.Understanding.Words;

/// <param name="Text">Folded: one spelling for what people spell in many ways.</param>
/// <param name="Start">Where it begins in what was typed; <paramref name="End"/> is one past its last character.</param>
public readonly record struct Word(string Text, int Start, int End)
{
    // و ب ل ف ع ك and the article are written onto the front of a word
    static readonly string[] Onto = ["وال", "بال", "كال", "فال", "عال", "لل", "ال", "و", "ب", "ل", "ع", "ف", "ك"];

    public bool IsNumber => char.IsAsciiDigit(Text[0]) && Text.All(char.IsAsciiDigit);

    public bool IsMark => Text.Length == 1 && !char.IsLetterOrDigit(Text[0]);

    /// <summary>The word as it stands and without what may be written onto it. Made once, as every book of phrases asks for it.</summary>
    internal string[] Forms { get; } = [Text, .. Bare(Text)];

    static IEnumerable<string> Bare(string word)
    {
        if (word[0] is < '\u0600' or > '\u06FF')
            yield break;
        foreach (var prefix in Onto)
            if (word.Length > prefix.Length + 1 && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                var bare = word[prefix.Length..];
                yield return bare;
                if (prefix.Length > 1 && prefix[^1] == 'ل')
                    yield return "ال" + bare;
            }
    }
}
