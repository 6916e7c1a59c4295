namespace Portal.Domain.CallCenter.Safety;

/// <summary>What kind of emergency was said. The order is the order of the answer: where a message shows several, the first of these is told.</summary>
enum RedFlagKind
{
    Suicide,
    Anaphylaxis,
    Poisoning,
    Pregnancy,
    InfantFever,
    Seizure,
    HeadInjury,
    Burn,
    Stroke,
    ChestPain,
    Bleeding,
    Breathing,
    Unconscious,
    Other,
}

/// <summary>An emergency that a message tells of. It carries nothing of the patient's words, so that it may be logged and counted.</summary>
/// <param name="Kind">As it is written in the data: chest_pain, stroke, bleeding, breathing, suicide, infant_fever, unconscious …</param>
public sealed record RedFlag(string Kind);

/// <summary>What found a red flag.</summary>
public enum RedFlagBy
{
    /// <summary>A rule of the base set.</summary>
    Base,

    /// <summary>A line of the clinic's own.</summary>
    Own,

    /// <summary>No single rule: the words together weigh enough.</summary>
    Weight,
}

/// <param name="Words">Those that the rule was found in, as typed; null where all were weighed.</param>
/// <param name="Line">Number of the clinic's own line, from 1.</param>
public sealed record RedFlagFound(RedFlag Flag, RedFlagBy By, string? Words, int? Line);

static class RedFlagKinds
{
    static readonly Dictionary<string, RedFlagKind> ByCode = Enum.GetValues<RedFlagKind>().ToDictionary(Snake);

    /// <summary>What is told of each kind; one for all messages, as it says nothing else.</summary>
    public static readonly IReadOnlyDictionary<RedFlagKind, RedFlag> Flags = ByCode.ToDictionary(pair => pair.Value, pair => new RedFlag(pair.Key));

    /// <summary>How each kind is written in the data.</summary>
    public static IEnumerable<string> Codes => ByCode.Keys;

    public static RedFlagKind? Of(string code) => ByCode.TryGetValue(code, out var kind) ? kind : null;

    static string Snake(RedFlagKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>Why a line of a clinic's own red flags was not taken.</summary>
public enum RedFlagLineError
{
    /// <summary>A line is "kind: what is said"; there is no colon.</summary>
    NoKind,

    /// <summary>The kind is none of <see cref="RedFlagKind"/>. So a guard's name is refused too: a clinic adds flags and takes none away.</summary>
    UnknownKind,

    /// <summary>Nothing is said after the colon, or between two signs.</summary>
    Empty,

    /// <summary>An @name that the base set does not have.</summary>
    UnknownConcept,

    /// <summary>An option in brackets that is not known.</summary>
    UnknownOption,

    /// <summary>So short or so common a word that every message would be an emergency.</summary>
    TooCommon,

    /// <summary>More than 300 characters, or more than 8 parts.</summary>
    TooLong,
}

/// <param name="Line">Number of the line, from 1.</param>
public readonly record struct RefusedLine(int Line, RedFlagLineError Error);
