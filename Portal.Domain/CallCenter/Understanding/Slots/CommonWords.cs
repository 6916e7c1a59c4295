using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>
/// Words that the taught dialogues say in several turns and never of a doctor: what stands after "doctor" and is one of these is hardly a name.
/// </summary>
static class CommonWords
{
    const int Several = 3;

    public static readonly FrozenSet<string> Said = Read();

    static FrozenSet<string> Read()
    {
        var (often, ofDoctors) = (new Dictionary<string, int>(), new HashSet<string>());
        foreach (var turn in TaughtDialogues.Writers.SelectMany(TaughtDialogues.Of))
        {
            if (turn.Slots.TryGetValue(SlotNames.Doctor, out var doctor))
                ofDoctors.UnionWith(Words(doctor));
            if (turn.Acts.Any(act => act.Kind == AgentActKind.Request && act.Slot == "name"))
                continue; // what a patient is called, a doctor may be
            foreach (var word in Words(turn.Said).Distinct())
                often[word] = often.GetValueOrDefault(word) + 1;
        }

        return often.Where(pair => pair.Value >= Several && !ofDoctors.Contains(pair.Key)).Select(pair => pair.Key).ToFrozenSet();
    }

    static IEnumerable<string> Words(string said) => Utterance.Of(said).Words.Where(word => !word.IsMark && !word.IsNumber).Select(word => word.Text);
}
