using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.People;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding;

/// <summary>All that was read from one utterance, before anybody decides what to do about it.</summary>
/// <param name="Language"><c>ar</c> or <c>en</c>.</param>
public sealed record Understood(
    Utterance Utterance, string Language, IntentRead Wanted, TimesSaid Times, SlotsSaid Slots, PersonSaid Person, IReadOnlySet<Cue> Cues)
{
    /// <summary>Which of what was offered is chosen by its place, from 0; its value is among the times too.</summary>
    public int? Place { get; init; }

    public Intent Intent => Wanted.Intent;

    /// <summary>The doctor is the one whose appointment is to be moved or cancelled, and not the one wished for: معادي مع دكتور حازم.</summary>
    public bool NamesAppointment => Slots is not { Doctor: null, Specialty: null } && AppointmentWords.Before(Utterance.Words, Slots.Doctor?.Start ?? Slots.Specialty!.Start);

    public bool Has(Cue cue) => Cues.Contains(cue);

    public bool IsYes => Intent == Intent.Confirm;

    public bool IsNo => Intent == Intent.Deny;
}
