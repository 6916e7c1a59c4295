using System.Globalization;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// The second opinion, for wordings that no rule foresees: what is said and what isn't, weighed. The weights (red-flag-weights.txt: weight, feature and
/// the kind it speaks for most) are learnt by the bench from the tuning sets, never by hand. It only adds to what the rules find.
/// A feature is a concept (@chest, or a phrase of a rule) or a word (w:chest), with - where a guard stands on it and ! where it is said not to be.
/// </summary>
sealed class AlarmScore
{
    /// <summary>The sum from which a message is an alarm; the bench chose it.</summary>
    public const float Threshold = 2f;

    const int States = 4;

    readonly float[] concepts;
    readonly RedFlagKind[] conceptKinds;
    readonly Dictionary<string, (float Weight, RedFlagKind Kind)> words = [];
    readonly Dictionary<string, (float Weight, RedFlagKind Kind)> guardedWords = [];
    readonly Lexicon lexicon;
    readonly float bias;

    public AlarmScore(IEnumerable<string> lines, Lexicon lexicon)
    {
        this.lexicon = lexicon;
        concepts = new float[lexicon.ConceptCount * States];
        conceptKinds = new RedFlagKind[concepts.Length];
        foreach (var line in lines)
        {
            var parts = line.Split('\t');
            var weight = float.Parse(parts[0], CultureInfo.InvariantCulture);
            var kind = parts.Length > 2 ? RedFlagKinds.Of(parts[2]) ?? RedFlagKind.Other : RedFlagKind.Other;
            if (parts[1] == "bias")
                bias = weight;
            else if (parts[1].StartsWith("w:", StringComparison.Ordinal))
                (parts[1].EndsWith('-') ? guardedWords : words)[parts[1][2..].TrimEnd('-')] = (weight, kind);
            else if (Concept(parts[1]) is { } at)
                (concepts[at], conceptKinds[at]) = (weight, kind);
        }
    }

    /// <summary>The kind the words speak for most, if they are enough for an alarm.</summary>
    public RedFlagKind? Find(Reading reading) => Sum(reading) is var (sum, kind) && sum > Threshold ? kind : null;

    public (float Sum, RedFlagKind Kind) Sum(Reading reading)
    {
        var (sum, count) = (0f, 0);
        Span<float> kinds = stackalloc float[(int)RedFlagKind.Other + 1];
        var seen = 0;
        var hits = reading.Hits;
        for (var i = 0; i < hits.Length && hits[i].Concept * States < concepts.Length; i++)
        {
            if (i > 0 && hits[i].Concept != hits[i - 1].Concept)
                seen = 0;
            var state = State(hits[i].Guards);
            if ((seen & 1 << state) != 0)
                continue;
            seen |= 1 << state;
            var at = hits[i].Concept * States + state;
            count++;
            Add(kinds, conceptKinds[at], concepts[at], ref sum);
        }

        var said = new HashSet<(string, bool)>(reading.Words.Count);
        for (var i = 0; i < reading.Words.Count; i++)
            if (Word(reading, i) is var (word, guarded) && said.Add((word, guarded)))
            {
                count++;
                if ((guarded ? guardedWords : words).TryGetValue(word, out var known))
                    Add(kinds, known.Kind, known.Weight, ref sum);
            }

        var best = 0;
        for (var kind = 1; kind < kinds.Length; kind++)
            if (kinds[kind] > kinds[best])
                best = kind;
        return (bias + sum * Scale(count), (RedFlagKind)best);
    }

    /// <summary>A long message says more of everything: what its features weigh together is shared among them.</summary>
    public static float Scale(int features) => MathF.Sqrt(20f / Math.Max(features, 8));

    /// <summary>The features of a message, for learning.</summary>
    public static IEnumerable<string> Features(Reading reading, Lexicon lexicon)
    {
        foreach (var hit in reading.Hits)
            yield return lexicon.NameOf(hit.Concept) + Suffixes[State(hit.Guards)];
        for (var i = 0; i < reading.Words.Count; i++)
        {
            var (word, guarded) = Word(reading, i);
            yield return "w:" + word + (guarded ? "-" : "");
        }
    }

    static readonly string[] Suffixes = ["", "-", "!", "-!"];

    static int State(Guard guards) => ((guards & Guard.Weak) != Guard.None ? 1 : 0) + ((guards & Guard.Unable) != Guard.None ? 2 : 0);

    static (string Word, bool Guarded) Word(Reading reading, int i) =>
        (reading.Words[i].IsNumber ? "#" : reading.Words[i].Text, (reading.Around[i] & Guard.Weak) != Guard.None);

    static void Add(Span<float> kinds, RedFlagKind kind, float weight, ref float sum)
    {
        sum += weight;
        if (weight > 0)
            kinds[(int)kind] += weight;
    }

    int? Concept(string feature)
    {
        var state = feature.EndsWith("-!", StringComparison.Ordinal) ? 3 : feature.EndsWith('!') ? 2 : feature.EndsWith('-') ? 1 : 0;
        var name = feature[..^Suffixes[state].Length];
        return lexicon.Knows(name) ? lexicon.Concept(name) * States + state : null;
    }
}
