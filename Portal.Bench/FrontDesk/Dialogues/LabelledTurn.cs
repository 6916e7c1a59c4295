using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>One user turn of a labelled set, in the layout that Sets/README.md describes.</summary>
/// <param name="Lang">Such as <c>ar-EG</c>; null in sets that are English throughout.</param>
/// <param name="Now">The clock of the utterance, clinic-local; null where the set has one for all.</param>
sealed record LabelledTurn(
    string DialogueId, int Turn, string? Lang, string? Now, IReadOnlyList<LabelledAct>? PrevSystemActs, string Utterance, string ActiveIntent,
    IReadOnlyDictionary<string, LabelledValue> NewSlots)
{
    /// <summary>Of the Schema-Guided Dialogue set: its part.</summary>
    public string? Split { get; init; }

    /// <summary>Of that set: whom an appointment is wanted with, such as <c>hair_stylist</c>.</summary>
    public string? ProviderKind { get; init; }

    /// <summary>Of that set: whether the dialogue is about this one service alone.</summary>
    public bool? SingleDomain { get; init; }

    public IReadOnlyList<LabelledAct>? UserActs { get; init; }

    /// <summary>The whole goal as it stands after the turn.</summary>
    public IReadOnlyDictionary<string, LabelledValue>? State { get; init; }

    public IReadOnlyList<LabelledSpan>? Spans { get; init; }

    public static LabelledTurn Of(TaughtTurn turn, int number) => new(
        turn.Dialogue, number, "ar-EG", LocalDateTimePattern.GeneralIso.Format(turn.Now), [.. turn.Acts.Select(LabelledAct.Of)], turn.Said, turn.Intent.ToString(),
        turn.Slots.ToDictionary(slot => slot.Key, slot => new LabelledValue([slot.Value], JsonSerializer.SerializeToElement(slot.Value))));

    public bool IsArabic => Lang?.StartsWith("ar", StringComparison.Ordinal) == true;

    public IReadOnlyList<AgentAct> Acts => [.. (PrevSystemActs ?? []).Select(act => act.Read()).OfType<AgentAct>()];
}

/// <summary>Where a value stands in the utterance, by characters.</summary>
sealed record LabelledSpan(string Slot, int Start, int ExclusiveEnd);

/// <param name="Canonical">A value, or several that are right.</param>
sealed record LabelledValue(IReadOnlyList<string>? Values, JsonElement Canonical)
{
    public IReadOnlyList<string> Right => Canonical.ValueKind switch
    {
        JsonValueKind.Array => [.. Canonical.EnumerateArray().Select(v => v.ToString())],
        JsonValueKind.Null or JsonValueKind.Undefined => Values ?? [],
        _ => [Canonical.ToString()],
    };
}

sealed record LabelledAct(string Act, string? Slot, [property: JsonPropertyName("canonical_values")] IReadOnlyList<string>? CanonicalValues, IReadOnlyList<string>? Values)
{
    public static LabelledAct Of(AgentAct act) => new(act.Kind == AgentActKind.RequestMore ? "REQ_MORE" : act.Kind.ToString(), act.Slot, act.Values, null);

    public AgentAct? Read() => AgentActKinds.Of(Act) is { } kind ? new(kind, string.IsNullOrEmpty(Slot) ? null : Slot, CanonicalValues ?? Values) : null;
}
