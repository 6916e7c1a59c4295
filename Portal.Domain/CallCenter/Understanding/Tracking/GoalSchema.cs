using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>What a goal with one kind of provider has to say: whose name, and what it may be chosen by.</summary>
public sealed class GoalSchema
{
    public const string City = "city", Type = "type";

    static readonly (string Kind, string Slot, string Value, string Said)[] Lines =
    [
        .. from line in WordFiles.Read(typeof(GoalSchema), "category-words.txt")
           let head = line.Head.Split(' ', 3)
           select (head[0], head[1], head[2], line.Said),
    ];

    static readonly PhraseBook<bool> Types = new(from line in Lines where line.Slot == Type from phrase in line.Said.Split(',') select (phrase, true));

    static readonly FrozenSet<string> Providers = WordFiles.Lines(typeof(GoalSchema), "provider-words.txt").SelectMany(line => line.Split(' ')).ToFrozenSet();

    readonly PhraseBook<(string Slot, string Value)> categories;

    GoalSchema(string kind, string provider)
    {
        ProviderSlot = provider;
        categories = new(from line in Lines where line.Kind == kind from phrase in line.Said.Split(',') select (phrase, (line.Slot, line.Value)));
    }

    public static GoalSchema Doctor { get; } = new("doctor", "doctor_name");

    public static GoalSchema Dentist { get; } = new("dentist", "dentist_name");

    public static GoalSchema Therapist { get; } = new("therapist", "therapist_name");

    public static GoalSchema Salon { get; } = new("hair_stylist", "stylist_name");

    /// <summary>Such as <c>doctor_name</c>.</summary>
    public string ProviderSlot { get; }

    /// <param name="kind">Such as <c>hair_stylist</c>.</param>
    /// <returns>Null where nobody books with such.</returns>
    public static GoalSchema? Of(string kind) => kind switch
    {
        "doctor" => Doctor,
        "dentist" => Dentist,
        "therapist" => Therapist,
        "hair_stylist" => Salon,
        _ => null,
    };

    /// <summary>Whether a word is one for whoever a visit may be with: doctor, salon.</summary>
    internal static bool IsProvider(string word) => Providers.Contains(word);

    /// <summary>Which words name a kind of doctor or therapist, whoever is looked for: a family counselor is nobody's name.</summary>
    internal static bool[] KindsIn(Utterance utterance)
    {
        var kinds = new bool[utterance.Words.Count];
        foreach (var found in Types.FindIn(utterance))
            Array.Fill(kinds, true, found.Start, found.End - found.Start);
        return kinds;
    }

    /// <summary>What a provider is chosen by, as said: a kind of doctor, a salon for everybody.</summary>
    internal List<PhraseFound<(string Slot, string Value)>> CategoriesIn(Utterance utterance) => categories.FindIn(utterance);
}
