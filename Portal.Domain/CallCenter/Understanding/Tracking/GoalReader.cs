using Portal.Domain.CallCenter.Understanding.Slots;

namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>
/// What a turn does to the goal: which aim it leaves, whether it takes what was offered, whether a quality is wished for or only asked about. Linear models over
/// the words, with what was read from them in their place, and what they were said after.
/// </summary>
static class GoalReader
{
    public const string Yes = "yes", No = "no";

    static readonly Lazy<WeightTable> Aims = new(() => WeightTable.Beside(typeof(GoalReader), "aim-weights.txt"));
    static readonly Lazy<WeightTable> Offers = new(() => WeightTable.Beside(typeof(GoalReader), "offer-weights.txt"));
    static readonly Lazy<WeightTable> Qualities = new(() => WeightTable.Beside(typeof(GoalReader), "quality-weights.txt"));

    public static GoalAim Aim(IReadOnlyList<string> features) => Enum.Parse<GoalAim>(Aims.Value.Tell(features));

    public static bool TakesOffer(IReadOnlyList<string> features) => Offers.Value.Tell(features) == Yes;

    public static bool WishesQuality(IReadOnlyList<string> features) => Qualities.Value.Tell(features) == Yes;

    /// <summary>The aim that the agent's acts show: it asks for a city to find somebody, for a day to book. Else the aim so far.</summary>
    public static GoalAim? Shown(IReadOnlyList<AgentAct> acts, GoalSchema schema, GoalAim? last)
    {
        foreach (var act in acts)
            switch (act.Kind)
            {
                case AgentActKind.NotifySuccess or AgentActKind.NotifyFailure or AgentActKind.Confirm:
                    return GoalAim.BookAppointment;
                case AgentActKind.Request or AgentActKind.Offer when act.Slot is SlotNames.Date or SlotNames.Time:
                case AgentActKind.Request when act.Slot == schema.ProviderSlot:
                    return GoalAim.BookAppointment;
                case AgentActKind.Request or AgentActKind.Offer when act.Slot is GoalSchema.City or GoalSchema.Type:
                case AgentActKind.OfferIntent:
                    return GoalAim.FindProvider;
                default:
                    break;
            }

        return last;
    }

    /// <param name="last">The aim so far; null in the first turn.</param>
    public static List<string> Features(Understood heard, IReadOnlyList<ValueSaid> values, GoalSchema schema, IReadOnlyList<AgentAct> acts, GoalAim? last)
    {
        last = Shown(acts, schema, last);
        var words = Masked(heard, values, schema);
        var context = $"{string.Join('+', acts.Select(act => act.Kind).Distinct().Order())} {last}";
        var moment = acts.Select(act => act.Kind).Distinct().ToList();
        List<string> features = ["=", $"after {context}", $"after {context} words {Math.Min(words.Count, 8) / 2}", $"last {last}"];
        foreach (var kind in moment)
            features.AddRange([$"kind {kind}", $"kind {kind} {last}"]);
        foreach (var act in acts.Where(act => act.Slot is not null))
            features.AddRange([$"act {act.Kind} {SlotOf(act, schema)}", $"act {act.Kind} {SlotOf(act, schema)} {last}"]);
        foreach (var said in words.Where(word => word[0] == '@').Distinct())
            features.AddRange([$"says {said}", $"says {said} after {context}"]);
        for (var i = 0; i < words.Count; i++)
        {
            features.AddRange([words[i], $"{last} {words[i]}", $"{At(words, i - 1)}_{words[i]}", $"{At(words, i - 2)}_{At(words, i - 1)}_{words[i]}"]);
            foreach (var kind in moment)
                features.Add($"{kind} {words[i]}");
        }

        features.AddRange([$"{At(words, words.Count - 1)}_$", $"{context} {At(words, 0)}_{At(words, 1)}"]);
        return [.. features.Distinct()];
    }

    static string SlotOf(AgentAct act, GoalSchema schema) => act.Slot == schema.ProviderSlot ? "provider" : act.Slot!;

    static string At(List<string> words, int i) => i < 0 ? "^" : i >= words.Count ? "$" : words[i];

    // "find me a @provider in @city": what is named does not matter, that it is does
    static List<string> Masked(Understood heard, IReadOnlyList<ValueSaid> values, GoalSchema schema)
    {
        var words = heard.Utterance.Words;
        var masks = new string?[words.Count];
        foreach (var found in schema.CategoriesIn(heard.Utterance))
            Array.Fill(masks, found.Meaning.Slot == GoalSchema.Type ? "@provider" : "@quality", found.Start, found.End - found.Start);
        foreach (var date in heard.Times.Dates)
            Mask(masks, date.Start, date.End, "@day");
        foreach (var time in heard.Times.Times)
            Mask(masks, time.Start, time.End, "@hour");
        foreach (var value in values)
            Mask(masks, value.Start, value.End, value.IsCity ? "@city" : "@name");
        var masked = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (masks[i] is null && words[i].IsMark && words[i].Text != "?")
                continue;
            var text = masks[i] ?? (GoalSchema.IsProvider(words[i].Text) ? "@provider" : words[i].IsNumber ? "#" : words[i].Text);
            if (text[0] != '@' || masked.Count == 0 || masked[^1] != text)
                masked.Add(text);
        }

        return masked;
    }

    static void Mask(string?[] masks, int start, int end, string mask)
    {
        for (var i = start; i < Math.Min(end, masks.Length); i++)
            masks[i] = mask;
    }
}
