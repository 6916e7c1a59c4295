using System.Buffers;

namespace Portal.Domain.Platform.Text;

/// <summary>
/// Cuts a folded word to what its forms have in common. It only takes off beginnings and ends, so a stem is a piece of its word: in Arabic the
/// article, the small words written onto it and the endings of number, gender and owner; in English those of number and tense.
/// </summary>
static class LightStems
{
    const int Shortest = 2;

    static readonly string[] ArabicBeginnings = ["وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال"];
    static readonly string[] ArabicEndings = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word) =>
        word[0] is >= '؀' and < '܀' ? Arabic(word) : char.IsAsciiLetter(word[0]) ? English(word) : word;

    static ReadOnlySpan<char> Arabic(ReadOnlySpan<char> word)
    {
        foreach (var beginning in ArabicBeginnings)
            if (word.Length >= beginning.Length + Shortest && word.StartsWith(beginning))
            {
                word = word[beginning.Length..];
                break;
            }

        // "and", where enough of a word stays to believe it
        if (word.Length >= Shortest + 2 && word[0] == 'و')
            word = word[1..];
        foreach (var ending in ArabicEndings)
            if (word.Length >= ending.Length + Shortest && word.EndsWith(ending))
                word = word[..^ending.Length];
        return word;
    }

    static ReadOnlySpan<char> English(ReadOnlySpan<char> word)
    {
        if (word.Length <= 3)
            return word;
        word = WithoutPlural(word);
        if (word.EndsWith("ing") && HasVowel(word[..^3]))
            word = Undoubled(word[..^3]);
        else if (word.EndsWith("ed") && HasVowel(word[..^2]))
            word = Undoubled(word[..^2]);
        if (word.Length > 4 && word.EndsWith("ly"))
            word = word[..^2];
        if (word.Length > 3 && word[^1] == 'e')
            word = word[..^1];
        else if (word.Length > 3 && word[^1] == 'y' && !IsVowel(word[^2]))
            word = word[..^1];
        else if (word.Length > 3 && word[^1] == 'i')
            word = word[..^1];
        return word;
    }

    static ReadOnlySpan<char> WithoutPlural(ReadOnlySpan<char> word)
    {
        if (word.Length > 4 && word.EndsWith("ies"))
            return word[..^2];
        if (word.EndsWith("sses") || word.EndsWith("xes") || word.EndsWith("ches") || word.EndsWith("shes") || word.EndsWith("zes"))
            return word[..^2];
        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    // stopped → stop, but called → call
    static ReadOnlySpan<char> Undoubled(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') && !IsVowel(word[^1]) ? word[..^1] : word;

    static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    static bool HasVowel(ReadOnlySpan<char> word) => word.Length >= Shortest && word.IndexOfAny(Vowels) >= 0;

    static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
