namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>What somebody who looks for a provider is about, as the Schema-Guided Dialogue set tells it ("active intent").</summary>
public enum GoalAim
{
    /// <summary>Nothing, or nothing any more.</summary>
    None,

    /// <summary>Looks for one.</summary>
    FindProvider,

    /// <summary>Wants an appointment with one.</summary>
    BookAppointment,
}

/// <summary>What a dialogue has come to at a turn.</summary>
/// <param name="Slots">All that is settled so far, dates and times canonical, names as they were said or offered.</param>
/// <param name="Taken">What of it this turn said, or took of what was offered.</param>
public sealed record Goal(GoalAim Aim, IReadOnlyDictionary<string, string> Slots, IReadOnlyDictionary<string, string> Taken);
