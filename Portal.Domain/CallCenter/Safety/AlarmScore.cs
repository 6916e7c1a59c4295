using System.Globalization;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// The second opinion, for wordings that no rule foresees: what is said and what isn't, weighed in two ways, as words and as concepts (see
/// <see cref="AlarmFeatures"/>), whose sums are averaged. A rule that was found counts for much of an alarm and not for all of it: a long story of
/// what was, is over, or is not so may touch a rule in passing. The weights (red-flag-weights.txt) are learnt by the bench from the tuning sets.
/// </summary>
sealed class AlarmScore
{
    /// <summary>The sum from which a message is an alarm, and what a rule adds to it; the bench chose both, on writers that it had not learnt from.</summary>
    public const float Threshold = 0.6f, OfRule = 1.5f;

    /// <summary>In a message of so few words a rule is an alarm by itself: there is little else to weigh.</summary>
    public const int Brief = 8;

    readonly Lexicon lexicon;
    readonly AlarmWeights words = new();
    readonly AlarmWeights concepts = new();
    readonly Dictionary<int, (RedFlagKind Kind, float Weight)> kinds = [];

    /// <param name="lines">"words" or "concepts", the bias and the size of a step; their weights, a byte each, in lines of base64; "kind", how surely, of which concept.</param>
    public AlarmScore(IEnumerable<string> lines, Lexicon lexicon)
    {
        this.lexicon = lexicon;
        var filling = words;
        foreach (var line in lines)
        {
            var parts = line.Split('\t');
            if (parts.Length == 1)
                filling.Add(line);
            else if (parts[0] is "words" or "concepts")
                (filling = parts[0] == "words" ? words : concepts).Begin(Number(parts[1]), Number(parts[2]));
            else if (lexicon.Knows(parts[2]) && RedFlagKinds.Of(parts[0]) is { } kind)
                kinds[lexicon.Concept(parts[2])] = (kind, Number(parts[1]));
        }
    }

    /// <summary>Whether what was said is an alarm, in all.</summary>
    /// <param name="rule">The kind that a rule found, if any.</param>
    public RedFlagKind? Find(Reading reading, RedFlagKind? rule)
    {
        if (rule is not null && reading.Words.Count <= Brief)
            return rule;
        return Sum(reading) + (rule is null ? 0 : OfRule) > Threshold ? rule ?? KindOf(reading) : null;
    }

    public float Sum(Reading reading) => (words.Sum(AlarmFeatures.Words(reading)) + concepts.Sum(AlarmFeatures.Concepts(reading, lexicon))) / 2;

    /// <summary>The kind that the concepts speak for most.</summary>
    RedFlagKind KindOf(Reading reading)
    {
        Span<float> sums = stackalloc float[(int)RedFlagKind.Other + 1];
        foreach (var hit in reading.Hits)
            if ((hit.Guards & Guard.Usual) == Guard.None && kinds.TryGetValue(hit.Concept, out var told))
                sums[(int)told.Kind] += told.Weight;
        var best = (int)RedFlagKind.Other;
        for (var kind = 0; kind < sums.Length; kind++)
            if (sums[kind] > sums[best])
                best = kind;
        return (RedFlagKind)best;
    }

    static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
