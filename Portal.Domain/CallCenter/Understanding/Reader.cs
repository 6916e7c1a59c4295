using NodaTime;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.People;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding;

/// <summary>What an utterance is said into: where and when, and after what.</summary>
/// <param name="Now">The clinic's clock.</param>
/// <param name="Country">ISO 3166 alpha-2, whose local phone numbers are meant.</param>
/// <param name="Language">Of the conversation so far.</param>
/// <param name="Acts">What the agent did just before.</param>
/// <param name="Goal">The wish in force.</param>
public sealed record Setting(
    LocalDateTime Now, string Country, string Language, IReadOnlyList<AgentAct> Acts, Intent? Goal, TimeExpressions Times, DoctorNames Doctors, bool ExpectsName = false)
{
    internal bool Asks(string slot) => Acts.Any(act => act.Kind == AgentActKind.Request && act.Slot == slot);
}

/// <summary>Reads everything that an utterance says. The product's one way to understand, and the one that the bench scores.</summary>
public sealed class Reader(IntentReader intents)
{
    public Understood Read(string said, Setting setting)
    {
        var utterance = Utterance.Of(said);
        var slots = SlotReader.Read(utterance, setting.Doctors);
        return new(
            utterance, LanguageOf.Tell(utterance, setting.Language), intents.Read(utterance, setting.Acts, setting.Goal),
            setting.Times.Read(utterance, setting.Now, setting.Asks(SlotNames.Date), setting.Asks(SlotNames.Time)),
            slots, PersonReader.Read(utterance, setting.Country, setting.ExpectsName), CueReader.Read(utterance));
    }
}
