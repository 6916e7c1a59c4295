using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <param name="Place">Of what was seen, hashed.</param>
readonly record struct Feature(int Place, float Weight);

/// <summary>
/// An utterance as numbers a linear model can weigh: its words, pairs of neighbouring words, pieces of words (3–5 letters, which bring
/// spellings and endings together), their sounds, what was read from it and what it was said after, hashed into <see cref="Size"/> places.
/// </summary>
static class FeatureHash
{
    public const int Size = 1 << 18;

    // by leaving one writer out at a time; none of them matters much
    const float WordWeight = 1, PairWeight = 0.7f, PieceWeight = 1, SoundWeight = 1, SoundPieceWeight = 0.7f, HintWeight = 3, HintPairWeight = 0.5f, ContextWeight = 1;
    const int Few = 5;

    /// <param name="context">What it was said after, each as one word; empty where that is not known.</param>
    /// <param name="hints">What else was read from it, likewise.</param>
    public static Feature[] Of(Utterance utterance, ReadOnlySpan<string> context, ReadOnlySpan<string> hints)
    {
        var features = new Dictionary<int, float>();
        var last = "^";
        var count = 0;
        foreach (var word in utterance.Words)
        {
            if (word.IsMark && word.Text[0] != '?')
                continue;
            // the number itself says nothing of what is wanted
            var text = word.IsNumber ? "#" + Math.Min(word.Text.Length, 5) : word.Text;
            Add(features, Place('w', text), WordWeight);
            Add(features, Place('p', last, text), PairWeight);
            if (!word.IsNumber && !word.IsMark)
            {
                AddPieces(features, 'g', text, PieceWeight);
                var sound = Sounds.Of(text);
                if (sound.Length > 1)
                {
                    Add(features, Place('s', sound), SoundWeight);
                    AddPieces(features, 'k', sound, SoundPieceWeight);
                }
            }

            last = text;
            count++;
        }

        Add(features, Place('p', last, "$"), PairWeight);
        Add(features, Place('n', count < 4 ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : count < 8 ? "some" : "many"), PairWeight);
        foreach (var known in context)
            AddInContext(features, utterance, known, hints, count);
        for (var i = 0; i < hints.Length; i++)
        {
            Add(features, Place('h', hints[i]), HintWeight);
            for (var k = i + 1; k < hints.Length; k++)
                Add(features, string.CompareOrdinal(hints[i], hints[k]) < 0 ? Place('i', hints[i], hints[k]) : Place('i', hints[k], hints[i]), HintPairWeight);
        }

        return Scaled(features);
    }

    // "fine" agrees to a read-back, and thanks when all is done
    static void AddInContext(Dictionary<int, float> features, Utterance utterance, string known, ReadOnlySpan<string> hints, int count)
    {
        Add(features, Place('c', known), ContextWeight);
        Add(features, Place('f', known, count < 4 ? "few" : "many"), ContextWeight);
        foreach (var hint in hints)
            Add(features, Place('d', known, hint), ContextWeight);
        if (count > Few)
            return;
        foreach (var word in utterance.Words)
            if (!word.IsMark && !word.IsNumber)
                Add(features, Place('e', known, word.Text), ContextWeight);
    }

    // to length one, so that a long message weighs no more than a short one
    static Feature[] Scaled(Dictionary<int, float> features)
    {
        var length = MathF.Sqrt(features.Values.Sum(weight => weight * weight));
        return [.. features.Select(pair => new Feature(pair.Key, pair.Value / length))];
    }

    static void Add(Dictionary<int, float> features, int place, float weight) => features[place] = MathF.Max(features.GetValueOrDefault(place), weight);

    static void AddPieces(Dictionary<int, float> features, char kind, string word, float weight)
    {
        if (word.Length < 3)
            return;
        Span<char> padded = stackalloc char[word.Length + 2];
        padded[0] = '<';
        word.CopyTo(padded[1..]);
        padded[^1] = '>';
        weight /= MathF.Sqrt(word.Length);
        for (var length = 3; length <= 5; length++)
            for (var i = 0; i + length <= padded.Length; i++)
                Add(features, Place(kind, padded.Slice(i, length)), weight);
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
