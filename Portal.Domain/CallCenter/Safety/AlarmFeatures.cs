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
    const int LongestPiece = 5;

    /// <summary>How far apart the concepts of a pair may begin.</summary>
    const int Beside = 10;

    /// <summary>Added under the root, so that two words do not weigh like twenty.</summary>
    const float Few = 8;

    public static Feature[] Words(Reading reading)
    {
        var features = new Dictionary<int, float>();
        var (last, before, lastSound) = ("^", "", "^");
        for (var i = 0; i < reading.Words.Count; i++)
        {
            var word = reading.Words[i];
            var guarded = (reading.Around[i] & Guard.Usual) != Guard.None;
            var text = word.IsNumber ? "#" : word.Text;
            if (i > 0 && reading.Breaks[i] >= Break.Sentence)
                (last, before, lastSound) = ("^", "", "^");
            Add(features, Place(guarded ? 'W' : 'w', text), WordWeight);
            Add(features, Place(guarded ? 'P' : 'p', last, text), PairWeight);
            if (before.Length > 0)
                Add(features, Place('q', before, text), SkipWeight);
            var sound = "#";
            if (!word.IsNumber)
            {
                AddPieces(features, 'g', text, PieceWeight);
                sound = Sounds.Of(text);
                if (sound.Length > 1)
                    Add(features, Place('s', sound), SoundWeight);
                Add(features, Place('t', lastSound, sound), SoundPairWeight);
            }

            (before, last, lastSound) = (last, text, sound);
        }

        return Scaled(features);
    }

    public static Feature[] Concepts(Reading reading, Lexicon lexicon)
    {
        var features = new Dictionary<int, float>();
        var free = new List<(Hit Hit, string Name)>();
        foreach (var hit in reading.Hits)
        {
            if (hit.Concept >= lexicon.ConceptCount)
                break; // a clinic's own words weigh nothing here
            var name = lexicon.NameOf(hit.Concept);
            if (name.StartsWith(RuleLines.Aside, StringComparison.Ordinal))
                continue;
            var state = State(hit.Guards);
            Add(features, Place('c', name, state), name[0] == '@' ? ConceptWeight : name.StartsWith(Guards.Name(""), StringComparison.Ordinal) ? GuardWeight : PlainWeight);
            if (name[0] == '@' && state is "" or "!" && !IsNumber(name))
                free.Add((hit, name + state));
        }

        AddPairs(features, reading, free);
        for (var i = 0; i < reading.Words.Count; i++)
            if (!reading.Words[i].IsNumber)
                Add(features, Place((reading.Around[i] & Guard.Usual) != Guard.None ? 'V' : 'v', reading.Words[i].Text), PlainWeight);
        return Scaled(features);
    }

    static void AddPairs(Dictionary<int, float> features, Reading reading, List<(Hit Hit, string Name)> free)
    {
        var sentence = new int[reading.Words.Count];
        for (var i = 1; i < sentence.Length; i++)
            sentence[i] = sentence[i - 1] + (reading.Breaks[i] >= Break.Sentence ? 1 : 0);
        for (var i = 0; i < free.Count; i++)
            for (var k = i + 1; k < free.Count; k++)
            {
                var (a, b) = (free[i].Hit, free[k].Hit);
                if (a.Concept != b.Concept && sentence[a.Start] == sentence[b.Start] && Math.Abs(a.Start - b.Start) <= Beside && (a.End <= b.Start || b.End <= a.Start))
                    Add(features, Place('b', free[i].Name, free[k].Name), BesideWeight);
            }
    }

    // @n5, @unit_day: a number says what it says by its measure
    static bool IsNumber(string name) => name.StartsWith("@unit", StringComparison.Ordinal) || name.StartsWith("@n", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]);

    static string State(Guard guards) =>
        (guards & Guard.Usual) != Guard.None ? (guards & Guard.Unable) != Guard.None ? "-!" : "-" : (guards & Guard.Weak) != Guard.None ? "~" : (guards & Guard.Unable) != Guard.None ? "!" : "";

    static Feature[] Scaled(Dictionary<int, float> features)
    {
        var sum = Few;
        foreach (var weight in features.Values)
            sum += weight * weight;
        var length = MathF.Sqrt(sum);
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
        for (var length = 3; length <= LongestPiece; length++)
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
