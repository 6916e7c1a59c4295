using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// Emergencies told in a message, in Egyptian and standard Arabic, the chat alphabet and English: found before any mind is asked. The base set is data
/// (red-flags.txt and beside it); a clinic adds lines of its own, which stand beside the base rules and cannot touch them. Not a diagnosis: it decides
/// only that a person must look and that the emergency number is told, and it rather errs on that side.
/// </summary>
public sealed class RedFlags
{
    static readonly Lazy<RedFlags> BaseSet = new(() => Build(Read("red-flag-words.txt"), Read("red-flag-guards.txt"), Read("red-flags.txt"), Read("red-flag-weights.txt")));

    readonly Lexicon lexicon;
    readonly Measures measures;
    readonly Guards guards;
    readonly RuleBook rules;
    readonly AlarmScore score;
    readonly Lexicon? ownLexicon;
    readonly RuleBook? ownRules;
    readonly IReadOnlyDictionary<Rule, int>? ownLines;

    RedFlags(
        Lexicon lexicon, Measures measures, Guards guards, RuleBook rules, AlarmScore score, Lexicon? ownLexicon = null, RuleBook? ownRules = null, IReadOnlyDictionary<Rule, int>? ownLines = null) =>
        (this.lexicon, this.measures, this.guards, this.rules, this.score, this.ownLexicon, this.ownRules, this.ownLines) =
        (lexicon, measures, guards, rules, score, ownLexicon, ownRules, ownLines);

    public static RedFlags Base => BaseSet.Value;

    /// <summary>
    /// The base set and a clinic's own lines, "kind: words | other words + words" as red-flags.txt is written. What the base finds is found first and
    /// by itself, so that no line can weaken it. Empty lines, those beginning with # and those that <see cref="Check"/> refuses are passed over.
    /// To be kept by the caller, as it costs to build.
    /// </summary>
    public RedFlags With(IEnumerable<string> clinicLines)
    {
        var own = new Lexicon();
        var read = new Dictionary<Rule, int>(ReferenceEqualityComparer.Instance);
        foreach (var (line, number) in clinicLines.Select((line, i) => (line.Trim(), i + 1)).Where(l => !IsNote(l.Item1) && Check(l.Item1) is null))
            read.Add(ReadLine(line, lexicon, own, true).Rule!, number);
        return new(lexicon, measures, guards, rules, score, own, new(read.Keys), read);
    }

    /// <summary>Why a clinic's line would not be taken; null if it would.</summary>
    public static RedFlagLineError? Check(string line) => IsNote(line.Trim()) ? null : ReadLine(line.Trim(), Base.lexicon, new(), true).Error;

    static bool IsNote(string line) => line.Length == 0 || line[0] == '#';

    public RedFlag? Find(string text) => Find(Utterance.Of(text));

    public RedFlag? Find(Utterance utterance)
    {
        var reading = Read(utterance);
        return (score.Find(reading, rules.Find(reading)) ?? ownRules?.Find(reading)) is { } kind ? RedFlagKinds.Flags[kind] : null;
    }

    /// <summary>The same as <see cref="Find(string)"/>, with what found it: for people who want to know why.</summary>
    public RedFlagFound? Explain(string text)
    {
        var reading = Read(Utterance.Of(text));
        var rule = rules.Find(reading);
        if (score.Find(reading, rule) is { } kind)
            return rule is null
                ? new(RedFlagKinds.Flags[kind], RedFlagBy.Weight, null, null)
                : new(RedFlagKinds.Flags[kind], RedFlagBy.Base, Words(text, reading, rules.All(reading).First(found => found.Rule.Kind == rule)), null);
        if (ownRules?.Find(reading) is { } own)
        {
            var found = ownRules.All(reading).First(found => found.Rule.Kind == own);
            return new(RedFlagKinds.Flags[own], RedFlagBy.Own, Words(text, reading, found), ownLines![found.Rule]);
        }

        return null;
    }

    static string Words(string text, Reading reading, (Rule Rule, int Start, int End) found) => text[reading.Words[found.Start].Start..reading.Words[found.End - 1].End];

    /// <summary>What the score weighs of a message, as words and as concepts, the free concepts by name, and whether a rule finds it: the bench learns from it.</summary>
    internal AlarmExample Weighed(string text)
    {
        var reading = Read(Utterance.Of(text));
        var said = reading.Hits.Where(hit => (hit.Guards & Guard.Usual) == Guard.None).Select(hit => lexicon.NameOf(hit.Concept)).Where(name => name[0] == '@').Distinct();
        return new(AlarmFeatures.Words(reading), AlarmFeatures.Concepts(reading, lexicon), [.. said], rules.Find(reading), reading.Words.Count);
    }

    Reading Read(Utterance utterance)
    {
        var reading = Reading.Of(utterance, lexicon, measures, ownLexicon);
        guards.Mark(reading);
        return reading;
    }

    internal static RedFlags Build(IEnumerable<string> words, IEnumerable<string> guardLines, IEnumerable<string> flagLines, IEnumerable<string> weights)
    {
        var known = new Lexicon();
        foreach (var measure in Measures.Concepts)
            known.Concept(measure);
        foreach (var (head, said) in words.Select(Halves))
            Learn(known, "@" + head, said);

        var idioms = new List<Rule>();
        foreach (var (head, said) in guardLines.Select(Halves))
            if (head == "idiom")
                idioms.Add(Sure(RuleLines.Read(default, said, known, known, false), said) with { Guards = Guard.None });
            else
                Learn(known, Guards.Name(head), said);
        var every = new Dictionary<RedFlagKind, string>();
        var read = new List<Rule>();
        foreach (var (head, said) in flagLines.Select(Halves))
            if (head.StartsWith("every ", StringComparison.Ordinal))
                every.Add(Kind(head[6..]), said);
            else
                read.Add(Sure(RuleLines.Read(Kind(head), $"{said} {every.GetValueOrDefault(Kind(head))}", known, known, false), said));

        var marks = new Guards(known, [.. idioms]);
        var numbers = new Measures(known);
        known.Seal();
        return new(known, numbers, marks, new(read), new(weights, known));
    }

    static RedFlagKind Kind(string code) => RedFlagKinds.Of(code) ?? throw new FormatException(code);

    static Rule Sure((Rule? Rule, RedFlagLineError? Error) read, string line) => read.Rule ?? throw new FormatException($"{read.Error}: {line}");

    static void Learn(Lexicon lexicon, string concept, string said)
    {
        foreach (var phrase in said.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (phrase[0] == '@')
                lexicon.Include(lexicon.Concept(phrase), lexicon.Concept(concept));
            else
                lexicon.Add(lexicon.Concept(concept), phrase);
    }

    static (Rule? Rule, RedFlagLineError? Error) ReadLine(string line, Lexicon known, Lexicon into, bool own)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return (null, RedFlagLineError.NoKind);
        return RedFlagKinds.Of(line[..colon].Trim()) is { } kind
            ? RuleLines.Read(kind, line[(colon + 1)..].Trim(), known, into, own)
            : (null, RedFlagLineError.UnknownKind);
    }

    static (string Head, string Said) Halves(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon].Trim(), line[(colon + 1)..].Trim());
    }

    static IEnumerable<string> Read(string name) => WordFiles.Lines(typeof(RedFlags), name);
}
