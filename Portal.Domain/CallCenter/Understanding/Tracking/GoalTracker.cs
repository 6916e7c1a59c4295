using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>
/// Keeps what a dialogue about finding and booking a provider has come to: what was said, corrected, and taken of what the agent offered. One a dialogue;
/// the same turns always come to the same goal.
/// <para>
/// It lives where the bench and the tests use it, to hold the reader against published work. The front desk itself keeps a <c>Wish</c> (Dialogue/WishReader)
/// instead: a clinic knows its doctors, services and free times, searches no cities, and settles each value against them at once. Both read with the same
/// <see cref="Reader"/>.
/// </para>
/// </summary>
public sealed class GoalTracker(GoalSchema schema)
{
    readonly SortedDictionary<string, string> slots = [];
    readonly Dictionary<string, string> offered = [];
    readonly List<string> known = [];
    GoalAim? aim;

    /// <param name="acts">What the agent did just before.</param>
    public Goal Hear(Understood heard, IReadOnlyList<AgentAct> acts)
    {
        known.AddRange(acts.Where(act => act.Slot == schema.ProviderSlot).SelectMany(act => act.Values ?? []).Where(name => !known.Contains(name)));
        Offer(acts);
        var values = ValueTagger.Find(heard.Utterance, heard.Times, acts, schema.ProviderSlot);
        var features = GoalReader.Features(heard, values, schema, acts, aim);
        aim = GoalReader.Aim(features);
        var taken = new SortedDictionary<string, string>();
        TakeNamed(heard.Utterance, values, taken);
        if (offered.Count > 0 && GoalReader.TakesOffer(features))
            Accept(taken);
        TakeWhen(heard, taken);
        TakeQualities(heard.Utterance, features, taken);
        foreach (var (slot, value) in taken)
            slots[slot] = value;
        return new(aim.Value, new SortedDictionary<string, string>(slots), taken);
    }

    // of a provider the name is taken, of a free time all that is not settled otherwise
    void Offer(IReadOnlyList<AgentAct> acts)
    {
        var offers = acts.Where(act => act is { Kind: AgentActKind.Offer, Slot: not null, Values.Count: > 0 }).ToList();
        if (offers.Count > 0)
            offered.Clear();
        foreach (var act in offers)
            if (act.Slot == schema.ProviderSlot || act.Slot is SlotNames.Date or SlotNames.Time)
                offered[act.Slot!] = act.Values![0];
    }

    void Accept(SortedDictionary<string, string> taken)
    {
        foreach (var (slot, value) in offered)
            taken.TryAdd(slot, value);
        offered.Clear();
    }

    // a bound is a wish too: "anything after 3 pm"
    static void TakeWhen(Understood heard, SortedDictionary<string, string> taken)
    {
        if (heard.Times.Date is { } date)
            taken[SlotNames.Date] = LocalDatePattern.Iso.Format(date.Date);
        if (heard.Times.Time is { } time)
            taken[SlotNames.Time] = time.Time.ToString("HH:mm", null);
    }

    void TakeNamed(Utterance utterance, List<ValueSaid> values, SortedDictionary<string, string> taken)
    {
        foreach (var value in values)
            if (value.IsCity)
                taken[GoalSchema.City] = utterance.TypedOf(value.Start, value.End);
            else if (WhoIs(utterance, value) is var name && name != offered.GetValueOrDefault(schema.ProviderSlot)) // who is on offer is taken by a yes, not by being named
                taken[schema.ProviderSlot] = name;
    }

    // "Dr. De Moraes" is the Andre De Moraes, MD that the agent named
    string WhoIs(Utterance utterance, ValueSaid value)
    {
        var said = PartsOf(utterance, value.Start, value.End);
        foreach (var name in known.AsEnumerable().Reverse())
            if (said.Count > 0 && Utterance.Of(name) is var whole && said.IsSubsetOf(PartsOf(whole, 0, whole.Words.Count)))
                return name;
        return utterance.TypedOf(value.Start, value.End);
    }

    static HashSet<string> PartsOf(Utterance utterance, int start, int end) =>
        utterance.Words.Take(start..end).Where(word => !word.IsMark && word.Text is not ("dr" or "doctor" or "the")).Select(word => word.Text).ToHashSet();

    void TakeQualities(Utterance utterance, List<string> features, SortedDictionary<string, string> taken)
    {
        foreach (var found in schema.CategoriesIn(utterance))
            if (found.Meaning.Slot == GoalSchema.Type || GoalReader.WishesQuality(features))
                taken[found.Meaning.Slot] = found.Meaning.Value;
    }
}
