using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Knowledge;

/// <summary>
/// Finds the clinic's answer to a question among its own facts: by shared words and pieces of words, rarer ones counting more (inverse document
/// frequency, cosine), with a floor below which there is no answer.
/// </summary>
sealed class FactIndex
{
    /// <summary>Of a question that nothing else answers.</summary>
    public const double Floor = 0.34;

    /// <summary>Of a question that the house can answer by itself, such as the hours: a fact answers it only where it is asked much like this.</summary>
    public const double High = 0.6;

    readonly double unknown;
    readonly (Fact Fact, Dictionary<string, double> Weights, double Length)[] entries;
    readonly Dictionary<string, double> rarity;

    public FactIndex(IReadOnlyList<Fact> facts)
    {
        var asked = facts.SelectMany(fact => fact.Questions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(question => (fact, Terms: Terms(Utterance.Of(question))))).ToArray();
        rarity = asked.SelectMany(a => a.Terms.Distinct()).GroupBy(t => t).ToDictionary(g => g.Key, g => Math.Log(1 + (double)(asked.Length + 1) / g.Count()));
        unknown = Math.Log(2 + asked.Length); // as rare as can be: the clinic is not made to say more than it wrote
        entries = [.. asked.Select(a => Entry(a.fact, a.Terms))];
    }

    public Fact? Find(Utterance question, double floor = Floor)
    {
        var (_, weights, length) = Entry(null!, Terms(question));
        if (length == 0)
            return null;
        var (best, score) = (default(Fact), floor);
        foreach (var entry in entries)
        {
            var dot = 0d;
            foreach (var (term, weight) in weights)
                dot += weight * entry.Weights.GetValueOrDefault(term);
            if (dot / (length * entry.Length) is var cosine && cosine > score)
                (best, score) = (entry.Fact, cosine);
        }

        return best;
    }

    (Fact, Dictionary<string, double>, double) Entry(Fact fact, IEnumerable<string> terms)
    {
        // what no question of the clinic has says that this is another question
        var weights = terms.GroupBy(t => t).ToDictionary(g => g.Key, g => rarity.GetValueOrDefault(g.Key, unknown));
        return (fact, weights, Math.Sqrt(weights.Values.Sum(w => w * w)));
    }

    internal static IEnumerable<string> Terms(Utterance utterance)
    {
        foreach (var word in utterance.Words)
        {
            if (word.IsMark || word.IsNumber || Empty.Contains(word.Text))
                continue;
            var bare = Bare(word.Text);
            yield return bare;
            if (bare.Length >= 4)
                yield return "~" + bare[..4];
        }
    }

    // first the article, then a small word or a letter like one: البطاقة, بالبطاقة and بطاقة come to the same, whatever that is
    static string Bare(string word)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["وال", "بال", "لل", "ال", "el"])
            if (word.Length > prefix.Length + 2 && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                word = word[prefix.Length..];
                break;
            }

        if (word.Length > 3 && (word[0] is 'و' or 'ب' or 'ل'))
            return word[1..];
        return word.Length > 4 && word[^1] == 's' ? word[..^1] : word;
    }

    static readonly HashSet<string> Empty =
    [
        "في", "فيه", "من", "علي", "عن", "هو", "هي", "هل", "انا", "انتو", "انتوا", "لو", "سمحت", "سمحتي", "يا", "ايه", "ده", "دي", "او", "و", "عندكم", "عندكو", "عندك", "ممكن", "كام", "بكام", "كان", "فين", "امتي", "مين", "ازاي", "ليه", "عايز", "عايزه", "عاوز", "عاوزه", "محتاج", "دكتور", "دكتوره", "كشف", "الكشف",
        "the", "a", "an", "is", "are", "do", "does", "you", "your", "of", "to", "in", "on", "at", "for", "i", "it", "and", "or", "please", "can", "there", "have", "any", "me", "my", "what", "how", "where", "when", "which", "who", "will", "be", "get", "with", "from", "if", "dr", "doctor", "el", "fe", "fi",
    ];
}
