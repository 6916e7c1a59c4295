namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>What the agent did with what it said, in the words of the Schema-Guided Dialogue set (its "system acts").</summary>
public enum AgentActKind
{
    Greet,

    /// <summary>Asked for a slot's value.</summary>
    Request,

    /// <summary>Offered a value to take or leave.</summary>
    Offer,

    /// <summary>Read a value back, to be confirmed before something is written.</summary>
    Confirm,
    Inform,
    InformCount,
    OfferIntent,
    NotifySuccess,
    NotifyFailure,
    RequestMore,
    Goodbye,
}

/// <param name="Slot">Such as <c>appointment_date</c>; null for an act about none.</param>
/// <param name="Values">Canonical: yyyy-MM-dd, HH:mm, names as they are.</param>
public sealed record AgentAct(AgentActKind Kind, string? Slot = null, IReadOnlyList<string>? Values = null);
