using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Knowledge;

/// <summary>
/// Brings together questions that ask the same, by the words and pieces of words that find a fact, rarer ones counting more. Each joins the first
/// group whose first question it is like; what is said by nobody else stays alone.
/// </summary>
sealed class Likeness
{
    const double Alike = 0.5;

    readonly Dictionary<string, double> rarity;
    readonly int count;

    public Likeness(IEnumerable<string> questions)
    {
        var terms = questions.Select(question => FactIndex.Terms(Utterance.Of(question)).ToHashSet()).ToArray();
        count = terms.Length;
        rarity = terms.SelectMany(t => t).GroupBy(t => t).ToDictionary(g => g.Key, g => Math.Log(1 + (double)(count + 1) / g.Count()));
    }

    public List<List<T>> Group<T>(IEnumerable<T> items, Func<T, string> text)
    {
        var groups = new List<(string Folded, HashSet<string> Terms, List<T> Items)>();
        foreach (var item in items)
        {
            var utterance = Utterance.Of(text(item));
            var (folded, terms) = (utterance.Folded, FactIndex.Terms(utterance).ToHashSet());
            var group = groups.FindIndex(g => g.Folded == folded || Of(g.Terms, terms) >= Alike);
            if (group < 0)
                groups.Add((folded, terms, [item]));
            else
                groups[group].Items.Add(item);
        }

        return groups.ConvertAll(g => g.Items);
    }

    // the weight of what both say against the weight of what either says
    double Of(HashSet<string> a, HashSet<string> b)
    {
        var both = a.Where(b.Contains).Sum(Weight);
        return both == 0 ? 0 : both / (a.Sum(Weight) + b.Sum(Weight) - both);
    }

    double Weight(string term) => rarity.GetValueOrDefault(term, 1);
}
