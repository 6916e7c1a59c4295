using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>What lies between a word and the one before it.</summary>
enum Break
{
    None,

    /// <summary>A comma, a dash, an "and" that begins anew, a و.</summary>
    Segment,

    /// <summary>But, now: what was said before does not bind what comes.</summary>
    Turn,

    /// <summary>A full stop, a question mark, a new line.</summary>
    Sentence,
}

/// <summary>A message laid out for the rules: its words without marks, the breaks between them, and the concepts they say, by concept.</summary>
sealed class Reading
{
    /// <summary>In words; a chain of a rule may be as long as this and be found in time.</summary>
    public const int LongestPhrase = 12;

    readonly int[] first;
    readonly int[] distance;

    Reading(IReadOnlyList<Word> words, Break[] breaks, bool[] commas, Hit[] hits, int concepts)
    {
        (Words, Breaks, Commas, Hits) = (words, breaks, commas, hits);
        Around = new Guard[words.Count];
        first = new int[concepts + 1];
        foreach (var hit in hits)
            first[hit.Concept + 1]++;
        for (var c = 0; c < concepts; c++)
            first[c + 1] += first[c];
        distance = new int[words.Count];
        for (var i = 1; i < words.Count; i++)
            distance[i] = distance[i - 1] + 1 + (breaks[i] == Break.Sentence ? 2 : 0);
    }

    public IReadOnlyList<Word> Words { get; }

    public Break[] Breaks { get; }

    /// <summary>Whether a comma stands before a word: what a list is made of.</summary>
    public bool[] Commas { get; }

    /// <summary>The guards that stand on each word, whatever it says.</summary>
    public Guard[] Around { get; }

    /// <summary>In order of concept, then of place.</summary>
    public Hit[] Hits { get; }

    public static Reading Of(Utterance utterance, Lexicon lexicon, Measures measures, Lexicon? own)
    {
        var words = new List<Word>(utterance.Words.Count);
        var breaks = new List<Break>(utterance.Words.Count);
        var commas = new List<bool>(utterance.Words.Count);
        Layout(utterance, words, breaks, commas);

        var franco = IsFranco(words);
        var hits = new List<Hit>();
        lexicon.Read(words, franco, hits);
        if (own is not null)
        {
            var ownHits = new List<Hit>();
            own.Read(words, franco, ownHits);
            hits.AddRange(ownHits.Select(hit => hit with { Concept = hit.Concept + lexicon.ConceptCount }));
        }

        measures.Read(words, hits);
        var sorted = hits.ToArray();
        Array.Sort(sorted, static (a, b) => a.Concept != b.Concept ? a.Concept - b.Concept : a.Start != b.Start ? a.Start - b.Start : a.End - b.End);
        return new(words, [.. breaks], [.. commas], sorted, lexicon.ConceptCount + (own?.ConceptCount ?? 0));
    }

    static void Layout(Utterance utterance, List<Word> words, List<Break> breaks, List<bool> commas)
    {
        var (pending, comma) = (Break.None, false);
        var all = utterance.Words;
        for (var i = 0; i < all.Count; i++)
        {
            if (words.Count > 0)
                pending = Max(pending, Between(utterance.Typed, words[^1].End, all[i].Start));
            if (!all[i].IsMark)
            {
                words.Add(all[i]);
                breaks.Add(pending);
                commas.Add(comma);
                (pending, comma) = (Break.None, false);
                continue;
            }

            var inNumber = i > 0 && i + 1 < all.Count && all[i - 1].IsNumber && all[i + 1].IsNumber
                && all[i - 1].End == all[i].Start && all[i].End == all[i + 1].Start;
            var inWord = all[i].Text[0] is '-' or '/' && i > 0 && all[i - 1].End == all[i].Start;
            if (inNumber || inWord)
                continue;
            comma |= all[i].Text[0] == ',';
            pending = Max(pending, all[i].Text[0] is '.' or '?' or '!' ? Break.Sentence : Break.Segment);
        }
    }

    static Break Between(string typed, int from, int to)
    {
        var found = Break.None;
        for (var i = from; i < to; i++)
            if (typed[i] is '\n' or ';' or '؛' or '…')
                return Break.Sentence;
            else if (typed[i] is '–' or '—' or '(' or ')' or '*' or '•')
                found = Break.Segment;
        return found;
    }

    static Break Max(Break a, Break b) => a > b ? a : b;

    static bool IsFranco(List<Word> words)
    {
        var (small, digits) = (0, 0);
        foreach (var word in words)
            if (Franco.IsSmallWord(word.Text))
                small++;
            else if (Franco.HasLetterDigits(word.Text))
                digits++;
        return digits > 1 || digits > 0 && (small > 0 || words.Count < 4) || small > 1;
    }

    /// <summary>Whether a concept's hit begins at a word from one to before another.</summary>
    public bool Begins(int concept, int start, int end)
    {
        var hits = Of(concept);
        var i = FirstAt(hits, start);
        return i < hits.Length && hits[i].Start < end;
    }

    /// <summary>Where in <see cref="Hits"/> a concept's hits lie.</summary>
    public Span<Hit> Of(int concept) => Hits.AsSpan(first[concept], first[concept + 1] - first[concept]);

    /// <summary>The nearest hit of a term with at most so many words between it and the anchor, beside which it must stand.</summary>
    public Hit? Near(Hit anchor, Choice[] term, int within, Guard guards)
    {
        Hit? best = null;
        var least = within + 1;
        foreach (var choice in term)
        {
            var hits = Of(choice.Concept);
            var from = within == Rule.Anywhere ? 0 : FirstAt(hits, anchor.Start - within - LongestPhrase);
            for (var i = from; i < hits.Length; i++)
            {
                var hit = hits[i];
                if (Gap(anchor, hit) is not { } gap)
                    continue;
                if (hit.Start >= anchor.End && gap >= least)
                    break;
                if (gap < least && choice.Holds(hit, guards))
                    (best, least) = (hit, gap);
            }
        }

        return best;
    }

    /// <summary>How many words lie between two hits, a full stop counting for two; null if they overlap.</summary>
    public int? Gap(Hit a, Hit b) =>
        b.Start >= a.End ? distance[b.Start] - distance[a.End - 1] - 1 : a.Start >= b.End ? distance[a.Start] - distance[b.End - 1] - 1 : null;

    /// <summary>The first hit of a term from a word on, with at most so many words before it.</summary>
    public Hit? After(int start, Choice[] term, int within, Guard guards)
    {
        Hit? best = null;
        foreach (var choice in term)
        {
            var hits = Of(choice.Concept);
            for (var i = FirstAt(hits, start); i < hits.Length; i++)
            {
                var gap = distance[hits[i].Start] - distance[start - 1] - 1;
                if (gap > within || best is { } other && hits[i].Start >= other.Start)
                    break;
                if (choice.Holds(hits[i], guards))
                    best = hits[i];
            }
        }

        return best;
    }

    /// <summary>Whether a concept is said wholly between two words.</summary>
    public bool Between(int concept, int start, int end)
    {
        var hits = Of(concept);
        var i = FirstAt(hits, start);
        return i < hits.Length && hits[i].End <= end;
    }

    /// <summary>Of hits in order of place, the first that begins at a word or after.</summary>
    public static int FirstAt(ReadOnlySpan<Hit> hits, int start)
    {
        var (low, high) = (0, hits.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
