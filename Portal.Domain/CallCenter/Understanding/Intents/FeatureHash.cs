using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>
/// An utterance as numbers a linear model can weigh: its words, pairs of neighbouring words and pieces of words (3–5 letters, which bring
/// spellings and endings together), hashed into <see cref="Size"/> places.
/// </summary>
static class FeatureHash
{
    public const int Size = 1 << 17;
    const int HintCopies = 5;

    /// <param name="hints">What else was read from it, each as one word.</param>
    public static int[] Of(Utterance utterance, params ReadOnlySpan<string> hints)
    {
        var features = new HashSet<int>();
        var last = "^";
        var count = 0;
        foreach (var word in utterance.Words)
        {
            if (word.IsMark && word.Text[0] != '?')
                continue;
            // the number itself says nothing of what is wanted
            var text = word.IsNumber ? "#" + Math.Min(word.Text.Length, 5) : word.Text;
            features.Add(Place('w', text));
            features.Add(Place('p', last, text));
            if (!word.IsNumber && text.Length > 2)
                AddPieces(features, text);
            last = text;
            count++;
        }

        features.Add(Place('p', last, "$"));
        features.Add(Place('n', count < 4 ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : count < 8 ? "some" : "many"));
        // a hint stands against dozens of pieces of words: it counts several times
        foreach (var hint in hints)
            for (var copy = '0'; copy < '0' + HintCopies; copy++)
                features.Add(Place(copy, hint));
        return [.. features];
    }

    static void AddPieces(HashSet<int> features, string word)
    {
        Span<char> padded = stackalloc char[word.Length + 2];
        padded[0] = '<';
        word.CopyTo(padded[1..]);
        padded[^1] = '>';
        for (var length = 3; length <= 5; length++)
            for (var i = 0; i + length <= padded.Length; i++)
                features.Add(Place('g', padded.Slice(i, length)));
    }

    static int Place(char kind, ReadOnlySpan<char> a, ReadOnlySpan<char> b = default)
    {
        // FNV-1a, the same on every machine
        var hash = 2166136261u;
        hash = (hash ^ kind) * 16777619;
        foreach (var c in a)
            hash = (hash ^ c) * 16777619;
        hash = (hash ^ '|') * 16777619;
        foreach (var c in b)
            hash = (hash ^ c) * 16777619;
        return (int)((hash ^ hash >> 15) % Size);
    }
}
