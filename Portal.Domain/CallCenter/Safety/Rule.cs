namespace Portal.Domain.CallCenter.Safety;

/// <param name="Denied">It must be said not to be or not to be done: can't breathe, مش بيرد.</param>
readonly record struct Choice(int Concept, bool Denied)
{
    public bool Holds(Hit hit, Guard guards) =>
        Denied
            ? (hit.Guards & Guard.Unable) != Guard.None && (hit.Guards & guards & ~Guard.Denied) == Guard.None
            : (hit.Guards & guards) == Guard.None;
}

/// <summary>
/// Chains of terms, a term being a choice of concepts: in a chain one term follows another, and the chains must be said near the first, in any order; and nothing of
/// <see cref="Unless"/> beside them.
/// </summary>
sealed record Rule(RedFlagKind Kind, Choice[][][] Chains, int[] Unless)
{
    public const int Anywhere = 10_000;

    const int UnlessReach = 4;

    /// <summary>How many words may lie between the first chain and another.</summary>
    public int Within { get; init; } = 6;

    /// <summary>How many words may lie between a term of a chain and the next.</summary>
    public int Gap { get; init; } = 3;

    public Guard Guards { get; init; } = Guard.Usual;

    /// <summary>Whether the rule holds with this hit as its first term: the span of words it was found in, else null.</summary>
    public (int Start, int End)? Match(Reading reading, Hit first)
    {
        if (Chain(reading, 0, first) is not { } anchor)
            return null;
        var (start, end) = (anchor.Start, anchor.End);
        for (var i = 1; i < Chains.Length; i++)
        {
            if (Beside(reading, anchor, i) is not { } other)
                return null;
            (start, end) = (Math.Min(start, other.Start), Math.Max(end, other.End));
        }

        foreach (var concept in Unless)
            if (reading.Between(concept, start - UnlessReach, end + UnlessReach))
                return null;
        return (start, end);
    }

    Hit? Chain(Reading reading, int chain, Hit first)
    {
        if (!Array.Exists(Chains[chain][0], choice => choice.Concept == first.Concept && choice.Holds(first, Guards)))
            return null;
        var end = first.End;
        foreach (var term in Chains[chain].AsSpan(1))
        {
            if (reading.After(end, term, Gap, Guards) is not { } next)
                return null;
            end = next.End;
        }

        return first with { End = end };
    }

    Hit? Beside(Reading reading, Hit anchor, int chain)
    {
        if (Chains[chain].Length == 1)
            return reading.Near(anchor, Chains[chain][0], Within, Guards);
        foreach (var choice in Chains[chain][0])
        {
            var hits = reading.Of(choice.Concept);
            for (var i = Within == Anywhere ? 0 : Reading.FirstAt(hits, anchor.Start - Within - Reading.LongestPhrase); i < hits.Length && hits[i].Start <= anchor.End + Within; i++)
                if (Chain(reading, chain, hits[i]) is { } found && reading.Gap(anchor, found) is { } gap && gap <= Within)
                    return found;
        }

        return null;
    }
}
