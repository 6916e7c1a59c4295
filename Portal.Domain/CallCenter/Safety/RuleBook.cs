namespace Portal.Domain.CallCenter.Safety;

/// <summary>Rules by the concepts of their first terms, so that only those are tried whose beginning is said.</summary>
sealed class RuleBook(IEnumerable<Rule> rules)
{
    readonly Dictionary<int, Rule[]> byFirst = rules.SelectMany(rule => rule.Chains[0][0].Select(choice => (choice.Concept, rule)).Distinct())
        .GroupBy(pair => pair.Concept, pair => pair.rule).ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Of the rules that hold, the kind that comes first.</summary>
    public RedFlagKind? Find(Reading reading)
    {
        RedFlagKind? found = null;
        foreach (var hit in reading.Hits)
            if (byFirst.TryGetValue(hit.Concept, out var beginning))
                foreach (var rule in beginning)
                    if ((found is null || rule.Kind < found) && rule.Match(reading, hit) is not null)
                        found = rule.Kind;
        return found;
    }

    /// <summary>Every rule that holds, with the words it was found in.</summary>
    public IEnumerable<(Rule Rule, int Start, int End)> All(Reading reading)
    {
        foreach (var hit in reading.Hits)
            if (byFirst.TryGetValue(hit.Concept, out var beginning))
                foreach (var rule in beginning)
                    if (rule.Match(reading, hit) is var (start, end))
                        yield return (rule, start, end);
    }
}
