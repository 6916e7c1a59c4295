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
        var times = setting.Times.Read(utterance, setting.Now, setting.Asks(SlotNames.Date), setting.Asks(SlotNames.Time));
        var cues = CueReader.Read(utterance);
        var mayBeName = setting.ExpectsName && times is { Dates.Count: 0, Times.Count: 0, Parts.Count: 0, Spans.Count: 0 } && slots is { Doctor: null, Specialty: null }
            && !cues.Overlaps(NoName) && !utterance.Words.Any(word => word.Text == "?");
        var person = PersonReader.Read(utterance, setting.Country, mayBeName);
        // a name or a number is in no language
        var isBare = person is not { Names.Count: 0, Phone: null, Digits: null } && utterance.Words.Count <= 6 && setting.ExpectsName;
        return new(
            utterance, isBare ? setting.Language : LanguageOf.Tell(utterance, setting.Language), intents.Read(utterance, setting.Acts, setting.Goal), times, slots, person, cues);
    }

    // what is said with these is no bare name
    static readonly Cue[] NoName =
        [Cue.First, Cue.Second, Cue.Third, Cue.Last, Cue.Nearest, Cue.Any, Cue.Others, Cue.Drop, Cue.NoCode, Cue.Robot, Cue.Complaint, Cue.CallBack, Cue.Refill, Cue.Thanks, Cue.Goodbye, Cue.Wait, Cue.Advice, Cue.HowTo];
}
