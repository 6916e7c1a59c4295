using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>
/// What the intent reader learns from: the team's phrases, one a line with its intent. A phrase that opens a wish is learnt both as a beginning
/// and in the middle of another wish; a yes, a no or a thank you as an answer too.
/// </summary>
public static class TrainingSet
{
    static readonly AgentAct[] Confirming = [new(AgentActKind.Confirm, SlotNames.Date), new(AgentActKind.Confirm, SlotNames.Time)];
    static readonly AgentAct[] Offering = [new(AgentActKind.Offer, SlotNames.Time)];
    static readonly AgentAct[] More = [new(AgentActKind.RequestMore)];
    static readonly AgentAct[] AskingDay = [new(AgentActKind.Request, SlotNames.Date)];

    public static IEnumerable<IntentExample> All()
    {
        foreach (var file in (string[])["phrases-arabic.txt", "phrases-english.txt"])
            foreach (var (head, said) in WordFiles.Read(typeof(TrainingSet), file))
                foreach (var example in InContext(Enum.Parse<Intent>(head), said))
                    yield return example;
    }

    static IEnumerable<IntentExample> InContext(Intent intent, string said)
    {
        yield return new(intent, said, [], null);
        switch (intent)
        {
            case Intent.Confirm or Intent.Deny:
                yield return new(intent, said, Confirming, Intent.BookAppointment);
                yield return new(intent, said, Confirming, Intent.CancelAppointment);
                yield return new(intent, said, Offering, Intent.BookAppointment);
                yield return new(intent, said, More, null);
                break;
            case Intent.Greeting:
                yield return new(intent, said, More, null);
                break;
            case Intent.BookAppointment:
                yield return new(intent, said, More, null);
                break;
            default:
                yield return new(intent, said, More, null);
                yield return new(intent, said, AskingDay, Intent.BookAppointment);
                break;
        }
    }
}
