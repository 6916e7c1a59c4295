using System.Globalization;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// Reads the right side of a rule: terms parted by +, or by &gt; where each follows the one before; alternatives by |; @name for a concept;
/// !term for what is said not to be; "unless" and alternatives; options in brackets at the end.
/// </summary>
static class RuleLines
{
    /// <summary>Begins the names of phrases that only keep a rule from holding.</summary>
    public const string Aside = "unless:";

    const int LongestLine = 300;
    const int MostTerms = 8;

    /// <param name="own">A clinic's own line: concepts must be known and a single word must not be a common one.</param>
    public static (Rule? Rule, RedFlagLineError? Error) Read(RedFlagKind kind, string said, Lexicon known, Lexicon into, bool own)
    {
        if (own && said.Length > LongestLine)
            return (null, RedFlagLineError.TooLong);
        var (body, options) = Options(said);
        var (main, unless) = Cut(body, " unless ");
        var parts = main.Split('+', StringSplitOptions.TrimEntries);
        var chains = new Choice[parts.Length][][];
        for (var i = 0; i < parts.Length; i++)
        {
            var links = parts[i].Split('>', StringSplitOptions.TrimEntries);
            chains[i] = new Choice[links.Length][];
            for (var k = 0; k < links.Length; k++)
            {
                var (choices, error) = Choices(links[k], known, into, "", own && parts.Length * links.Length == 1);
                if (choices is null)
                    return (null, error);
                chains[i][k] = choices;
            }
        }

        if (own && chains.Sum(chain => chain.Length) > MostTerms)
            return (null, RedFlagLineError.TooLong);
        var rule = new Rule(kind, chains, []);
        if (unless is not null)
        {
            var (choices, error) = Choices(unless, known, into, Aside, false);
            if (choices is null)
                return (null, error);
            rule = rule with { Unless = [.. choices.Select(choice => choice.Concept)] };
        }

        foreach (var option in options)
            if (WithOption(rule, option) is { } changed)
                rule = changed;
            else
                return (null, RedFlagLineError.UnknownOption);
        return (rule, null);
    }

    static Rule? WithOption(Rule rule, string option) => option switch
    {
        "weak" => rule with { Guards = rule.Guards | Guard.Weak },
        "even supposed" => rule with { Guards = rule.Guards & ~Guard.Supposed },
        "even over" => rule with { Guards = rule.Guards & ~Guard.Resolved },
        "even past" => rule with { Guards = rule.Guards & ~Guard.Past },
        "even denied" => rule with { Guards = rule.Guards & ~Guard.Denied },
        "anywhere" => rule with { Within = Rule.Anywhere },
        _ when Count(option, "within ") is { } words => rule.Chains.Length > 1 ? rule with { Within = words } : rule with { Gap = words },
        _ when Count(option, "gap ") is { } words => rule with { Gap = words },
        _ => null,
    };

    static int? Count(string option, string name) =>
        option.StartsWith(name, StringComparison.Ordinal) && int.TryParse(option.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var words) && words is > 0 and < 100
            ? words
            : null;

    static (Choice[]? Choices, RedFlagLineError? Error) Choices(string said, Lexicon known, Lexicon into, string prefix, bool alone)
    {
        var choices = new List<Choice>();
        foreach (var part in said.Split('|', StringSplitOptions.TrimEntries))
        {
            var denied = part.StartsWith('!');
            var choice = part.TrimStart('!');
            if (choice.StartsWith('@'))
            {
                if (!known.Knows(choice))
                    return (null, RedFlagLineError.UnknownConcept);
                choices.Add(new(known.Concept(choice), denied));
                continue;
            }

            if (alone && TooCommon(choice, known))
                return (null, RedFlagLineError.TooCommon);
            // a literal of an own line is numbered after the base's, so that the two never share a concept
            var concept = ReferenceEquals(known, into) ? into.Concept(prefix + choice) : known.ConceptCount + into.Concept(prefix + choice);
            if (!into.Add(concept - (ReferenceEquals(known, into) ? 0 : known.ConceptCount), choice))
                return (null, RedFlagLineError.Empty);
            choices.Add(new(concept, denied));
        }

        return ([.. choices], null);
    }

    // one word that is very short, or that turns up in every conversation
    static bool TooCommon(string choice, Lexicon known)
    {
        var words = Utterance.Of(choice).Words;
        if (words.Count != 1)
            return false;
        if (words[0].Text.Length < (char.IsAscii(words[0].Text[0]) ? 4 : 3))
            return true;
        var hits = new List<Hit>();
        known.Read(words, false, hits);
        return hits.Exists(hit => known.NameOf(hit.Concept) is "@person" or "@i" || known.NameOf(hit.Concept).StartsWith(Guards.Name(""), StringComparison.Ordinal));
    }

    static (string Body, List<string> Options) Options(string said)
    {
        var options = new List<string>();
        for (var open = said.IndexOf('('); open >= 0; open = said.IndexOf('('))
        {
            var close = said.IndexOf(')', open);
            if (close < 0)
                close = said.Length - 1;
            options.AddRange(said[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries));
            said = said[..open] + said[(close + 1)..];
        }

        return (said.Trim(), options);
    }

    static (string Before, string? After) Cut(string said, string at)
    {
        var i = said.IndexOf(at, StringComparison.Ordinal);
        return i < 0 ? (said, null) : (said[..i].Trim(), said[(i + at.Length)..].Trim());
    }
}
