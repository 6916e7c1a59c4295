using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

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
        var features = new HashedFeatures(Size);
        var last = "^";
        var count = 0;
        foreach (var word in utterance.Words)
        {
            if (word.IsMark && word.Text[0] != '?')
                continue;
            // the number itself says nothing of what is wanted
            var text = word.IsNumber ? "#" + Math.Min(word.Text.Length, 5) : word.Text;
            features.Add(WordWeight, 'w', text);
            features.Add(PairWeight, 'p', last, text);
            if (!word.IsNumber && !word.IsMark)
            {
                features.AddPieces(PieceWeight, 'g', text);
                var sound = Sounds.Of(text);
                if (sound.Length > 1)
                {
                    features.Add(SoundWeight, 's', sound);
                    features.AddPieces(SoundPieceWeight, 'k', sound);
                }
            }

            last = text;
            count++;
        }

        features.Add(PairWeight, 'p', last, "$");
        features.Add(PairWeight, 'n', count < 4 ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : count < 8 ? "some" : "many");
        foreach (var known in context)
            AddInContext(features, utterance, known, hints, count);
        for (var i = 0; i < hints.Length; i++)
        {
            features.Add(HintWeight, 'h', hints[i]);
            for (var k = i + 1; k < hints.Length; k++)
            {
                var inOrder = string.CompareOrdinal(hints[i], hints[k]) < 0;
                features.Add(HintPairWeight, 'i', hints[inOrder ? i : k], hints[inOrder ? k : i]);
            }
        }

        return Scaled(features);
    }

    // "fine" agrees to a read-back, and thanks when all is done
    static void AddInContext(HashedFeatures features, Utterance utterance, string known, ReadOnlySpan<string> hints, int count)
    {
        features.Add(ContextWeight, 'c', known);
        features.Add(ContextWeight, 'f', known, count < 4 ? "few" : "many");
        foreach (var hint in hints)
            features.Add(ContextWeight, 'd', known, hint);
        if (count > Few)
            return;
        foreach (var word in utterance.Words)
            if (!word.IsMark && !word.IsNumber)
                features.Add(ContextWeight, 'e', known, word.Text);
    }

    // to length one, so that a long message weighs no more than a short one
    static Feature[] Scaled(HashedFeatures features)
    {
        return features.Over(MathF.Sqrt(features.Weights.Values.Sum(weight => weight * weight)));
    }
}
