namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// Gathers where guards stand, each from one word to before another, and settles them on the reading's words and hits at the end: each mark costs the
/// same however far it reaches. Knows too where clauses begin and end, at the breaks that stood when it was made.
/// </summary>
sealed class GuardMarks
{
    static readonly Guard[] Kinds = [.. Enum.GetValues<Guard>().Where(guard => int.PopCount((int)guard) == 1)];

    readonly Reading reading;
    readonly int[][] changes; // by guard, then word: how many begin less how many end
    readonly int[][] starts; // by break, then word
    readonly int[][] ends;

    public GuardMarks(Reading reading)
    {
        this.reading = reading;
        var count = reading.Words.Count;
        changes = [.. Kinds.Select(_ => new int[count + 1])];
        starts = [.. Enum.GetValues<Break>().Select(_ => new int[count])];
        ends = [.. Enum.GetValues<Break>().Select(_ => new int[count])];
        foreach (var at in Enum.GetValues<Break>())
        {
            for (var i = 1; i < count; i++)
                starts[(int)at][i] = reading.Breaks[i] < at ? starts[(int)at][i - 1] : i;
            for (var i = count - 1; i >= 0; i--)
                ends[(int)at][i] = i + 1 < count && reading.Breaks[i + 1] < at ? ends[(int)at][i + 1] : i + 1;
        }
    }

    /// <summary>The first word of the clause that a word stands in, breaks of a kind or stronger parting clauses.</summary>
    public int Start(int word, Break at) => starts[(int)at][word];

    /// <summary>One past the last word of the clause.</summary>
    public int End(int word, Break at) => ends[(int)at][word];

    public void Put(Guard guards, int start, int end)
    {
        if (end <= start)
            return;
        for (var kind = 0; kind < Kinds.Length; kind++)
            if ((guards & Kinds[kind]) != Guard.None)
            {
                changes[kind][start]++;
                changes[kind][Math.Min(end, reading.Words.Count)]--;
            }
    }

    /// <summary>A guard counts for a hit that begins under it; an idiom for every hit that it touches.</summary>
    public void Settle()
    {
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var open = 0;
            for (var i = 0; i < reading.Words.Count; i++)
                if ((open += changes[kind][i]) > 0)
                    reading.Around[i] |= Kinds[kind];
        }

        foreach (ref var hit in reading.Hits.AsSpan())
        {
            hit.Guards |= reading.Around[hit.Start];
            for (var i = hit.Start + 1; i < hit.End; i++)
                hit.Guards |= reading.Around[i] & Guard.Idiom;
        }
    }
}
