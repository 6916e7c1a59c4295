using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>Makes the examples that the goal tracker's weights are learnt from out of labelled dialogues of the Schema-Guided Dialogue set.</summary>
sealed class GoalLearning(Reader reader)
{
    // a name is said in few ways and there are many names
    const int Renamed = 6;

    readonly Random random = new(20190301);
    readonly Dictionary<string, List<string>> names = [];

    public List<WeightLearning.Example> Tags { get; } = [];

    public List<WeightLearning.Example> Aims { get; } = [];

    public List<WeightLearning.Example> Offers { get; } = [];

    public List<WeightLearning.Example> Qualities { get; } = [];

    public void Take(IReadOnlyList<LabelledTurn> lines)
    {
        var dialogues = SchemaGuided.Dialogues(lines).ToList();
        foreach (var kind in dialogues.SelectMany(dialogue => dialogue).GroupBy(line => line.ProviderKind!))
            names[kind.Key] = [.. kind.SelectMany(line => line.Acts).Where(act => act.Slot == GoalSchema.Of(kind.Key)!.ProviderSlot).SelectMany(act => act.Values ?? []).Distinct()];
        foreach (var dialogue in dialogues)
            TakeDialogue(dialogue);
    }

    void TakeDialogue(IReadOnlyList<LabelledTurn> dialogue)
    {
        var (last, open) = (default(GoalAim?), false);
        var schema = GoalSchema.Of(dialogue[0].ProviderKind!)!;
        foreach (var line in dialogue)
        {
            var values = TakeTags(line, schema);
            // some never type a capital
            TakeTags(Small(line), schema);
            for (var i = 0; i < Renamed && line.Spans!.Any(span => span.Slot == schema.ProviderSlot); i++)
                TakeTags(i == 0 ? Small(WithOtherName(line, schema)) : WithOtherName(line, schema), schema);
            var heard = SchemaGuided.Read(line, reader);
            var features = GoalReader.Features(heard, values, schema, line.Acts, last);
            var aim = SchemaGuided.Aim(line.ActiveIntent);
            Aims.Add(new(features, aim.ToString()));
            open |= line.Acts.Any(act => act.Kind == AgentActKind.Offer);
            var taken = line.UserActs!.Any(act => act.Act == "SELECT" || act.Act == "AFFIRM" && line.Acts.Any(a => a.Kind == AgentActKind.Offer));
            if (open)
                Offers.Add(new(features, taken ? GoalReader.Yes : GoalReader.No));
            open &= !taken;
            if (schema.CategoriesIn(heard.Utterance).FirstOrDefault() is { Meaning.Slot: not null and not GoalSchema.Type } quality)
                Qualities.Add(new(features, line.UserActs!.Any(act => act.Act == "INFORM" && act.Slot == quality.Meaning.Slot) ? GoalReader.Yes : GoalReader.No));
            last = aim;
        }
    }

    static LabelledTurn Small(LabelledTurn line) => line with { Utterance = line.Utterance.ToLowerInvariant() };

    // the same with another of the providers that the agent has named to somebody
    LabelledTurn WithOtherName(LabelledTurn line, GoalSchema schema)
    {
        var span = line.Spans!.First(span => span.Slot == schema.ProviderSlot);
        var all = names[line.ProviderKind!];
        var name = all[random.Next(all.Count)];
        var longer = name.Length - (span.ExclusiveEnd - span.Start);
        return line with
        {
            Utterance = line.Utterance[..span.Start] + name + line.Utterance[span.ExclusiveEnd..],
            Spans = [.. line.Spans!.Select(other => other == span ? span with { ExclusiveEnd = span.Start + name.Length } : other.Start < span.Start ? other : other with { Start = other.Start + longer, ExclusiveEnd = other.ExclusiveEnd + longer })],
        };
    }

    List<ValueSaid> TakeTags(LabelledTurn line, GoalSchema schema)
    {
        var heard = SchemaGuided.Read(line, reader);
        var tags = new string[heard.Utterance.Words.Count];
        Array.Fill(tags, ValueTagger.Outside);
        var values = new List<ValueSaid>();
        foreach (var span in line.Spans!.Where(span => span.Slot == GoalSchema.City || span.Slot == schema.ProviderSlot))
        {
            var within = Enumerable.Range(0, tags.Length).Where(i => heard.Utterance.Words[i].Start >= span.Start && heard.Utterance.Words[i].End <= span.ExclusiveEnd).ToList();
            if (within.Count == 0)
                continue;
            var isCity = span.Slot == GoalSchema.City;
            values.Add(new(isCity, within[0], within[^1] + 1));
            foreach (var i in within)
                tags[i] = (isCity, i == within[0]) switch
                {
                    (true, true) => ValueTagger.CityBegins,
                    (true, false) => ValueTagger.CityGoesOn,
                    (false, true) => ValueTagger.NameBegins,
                    _ => ValueTagger.NameGoesOn,
                };
        }

        var scene = new ValueTagger.Scene(heard.Utterance, heard.Times, line.Acts, schema.ProviderSlot);
        for (var i = 0; i < tags.Length; i++)
            Tags.Add(new(scene.Features(i, i == 0 ? ValueTagger.Outside : tags[i - 1]), tags[i]));
        return values;
    }
}
