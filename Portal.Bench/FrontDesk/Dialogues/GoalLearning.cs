using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>Makes the examples that the goal tracker's weights are learnt from out of labelled dialogues of the Schema-Guided Dialogue set.</summary>
sealed class GoalLearning(Reader reader)
{
    public List<WeightLearning.Example> Tags { get; } = [];

    public List<WeightLearning.Example> Aims { get; } = [];

    public List<WeightLearning.Example> Offers { get; } = [];

    public List<WeightLearning.Example> Qualities { get; } = [];

    public void Take(IEnumerable<LabelledTurn> dialogue)
    {
        var (last, open) = (default(GoalAim?), false);
        foreach (var line in dialogue)
        {
            var schema = GoalSchema.Of(line.ProviderKind!);
            var values = TakeTags(line, schema, SchemaGuided.Read(line, reader));
            // as it comes and all in small letters: some never type a capital
            TakeTags(Small(line), schema, SchemaGuided.Read(Small(line), reader));
            var features = GoalReader.Features(SchemaGuided.Read(line, reader), values, schema, line.Acts, last);
            var aim = SchemaGuided.Aim(line.ActiveIntent);
            Aims.Add(new(features, aim.ToString()));
            open |= line.Acts.Any(act => act.Kind == AgentActKind.Offer);
            var taken = line.UserActs!.Any(act => act.Act == "SELECT" || act.Act == "AFFIRM" && line.Acts.Any(a => a.Kind == AgentActKind.Offer));
            if (open)
                Offers.Add(new(features, taken ? GoalReader.Yes : GoalReader.No));
            open &= !taken;
            if (schema.CategoriesIn(Utterance.Of(line.Utterance)).FirstOrDefault() is { Meaning.Slot: not null and not "type" } quality)
                Qualities.Add(new(features, line.UserActs!.Any(act => act.Act == "INFORM" && act.Slot == quality.Meaning.Slot) ? GoalReader.Yes : GoalReader.No));
            last = aim;
        }
    }

    static LabelledTurn Small(LabelledTurn line) => line with { Utterance = line.Utterance.ToLowerInvariant() };

    List<ValueSaid> TakeTags(LabelledTurn line, GoalSchema schema, Understood heard)
    {
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
