using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// A message, or a stretch of it, as numbers that a linear model can weigh, in two ways. As words: each with its neighbours, its pieces and its sound,
/// which bring spellings together. As concepts: what the lexicon and the measures find, alone and in pairs within a sentence. What stands under a
/// guard is another feature than what stands free. All are hashed into <see cref="Size"/> places.
/// </summary>
static class AlarmFeatures
{
    public const int Size = 1 << 17;

    // by leaving one writer out at a time; none of them matters much
    const float WordWeight = 1, PairWeight = 0.7f, SkipWeight = 0.4f, PieceWeight = 1, SoundWeight = 0.7f, SoundPairWeight = 0.5f, ConceptWeight = 1, BesideWeight = 1, PlainWeight = 0.5f, GuardWeight = 0.3f;

    /// <summary>How far apart the concepts of a pair may begin.</summary>
    const int Beside = 10;

    /// <summary>Added under the root, so that two words do not weigh like twenty.</summary>
    const float Few = 8;

    public static Feature[] Words(Reading reading)
    {
        var features = new HashedFeatures(Size);
        var (last, before, lastSound) = ("^", "", "^");
        for (var i = 0; i < reading.Words.Count; i++)
        {
            var word = reading.Words[i];
            var guarded = (reading.Around[i] & Guard.Usual) != Guard.None;
            var text = word.IsNumber ? "#" : word.Text;
            if (i > 0 && reading.Breaks[i] >= Break.Sentence)
                (last, before, lastSound) = ("^", "", "^");
            features.Add(WordWeight, guarded ? 'W' : 'w', text);
            features.Add(PairWeight, guarded ? 'P' : 'p', last, text);
            if (before.Length > 0)
                features.Add(SkipWeight, 'q', before, text);
            var sound = "#";
            if (!word.IsNumber)
            {
                features.AddPieces(PieceWeight, 'g', text);
                sound = Sounds.Of(text);
                if (sound.Length > 1)
                    features.Add(SoundWeight, 's', sound);
                features.Add(SoundPairWeight, 't', lastSound, sound);
            }

            (before, last, lastSound) = (last, text, sound);
        }

        return Scaled(features);
    }

    public static Feature[] Concepts(Reading reading, Lexicon lexicon)
    {
        var features = new HashedFeatures(Size);
        var free = new List<(Hit Hit, string Name)>();
        foreach (var hit in reading.Hits)
        {
            if (hit.Concept >= lexicon.ConceptCount)
                break; // a clinic's own words weigh nothing here
            var name = lexicon.NameOf(hit.Concept);
            if (name.StartsWith(RuleLines.Aside, StringComparison.Ordinal))
                continue;
            var state = State(hit.Guards);
            features.Add(name[0] == '@' ? ConceptWeight : name.StartsWith(Guards.Name(""), StringComparison.Ordinal) ? GuardWeight : PlainWeight, 'c', name, state);
            if (name[0] == '@' && state is "" or "!" && !IsNumber(name))
                free.Add((hit, name + state));
        }

        AddPairs(features, reading, free);
        for (var i = 0; i < reading.Words.Count; i++)
            if (!reading.Words[i].IsNumber)
                features.Add(PlainWeight, (reading.Around[i] & Guard.Usual) != Guard.None ? 'V' : 'v', reading.Words[i].Text);
        return Scaled(features);
    }

    static void AddPairs(HashedFeatures features, Reading reading, List<(Hit Hit, string Name)> free)
    {
        var sentence = new int[reading.Words.Count];
        for (var i = 1; i < sentence.Length; i++)
            sentence[i] = sentence[i - 1] + (reading.Breaks[i] >= Break.Sentence ? 1 : 0);
        for (var i = 0; i < free.Count; i++)
            for (var k = i + 1; k < free.Count; k++)
            {
                var (a, b) = (free[i].Hit, free[k].Hit);
                if (a.Concept != b.Concept && sentence[a.Start] == sentence[b.Start] && Math.Abs(a.Start - b.Start) <= Beside && (a.End <= b.Start || b.End <= a.Start))
                    features.Add(BesideWeight, 'b', free[i].Name, free[k].Name);
            }
    }

    // @n5, @unit_day: a number says what it says by its measure
    static bool IsNumber(string name) => name.StartsWith("@unit", StringComparison.Ordinal) || name.StartsWith("@n", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]);

    static string State(Guard guards) =>
        (guards & Guard.Usual) != Guard.None ? (guards & Guard.Unable) != Guard.None ? "-!" : "-" : (guards & Guard.Weak) != Guard.None ? "~" : (guards & Guard.Unable) != Guard.None ? "!" : "";

    static Feature[] Scaled(HashedFeatures features)
    {
        var sum = Few;
        foreach (var weight in features.Weights.Values)
            sum += weight * weight;
        return features.Over(MathF.Sqrt(sum));
    }
}
