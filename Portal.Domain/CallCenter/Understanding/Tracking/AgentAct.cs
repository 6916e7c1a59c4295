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

public static class AgentActKinds
{
    /// <summary>The act that sets call by this name, such as <c>OFFER_INTENT</c> or <c>REQ_MORE</c>; null for one the front desk has no use for.</summary>
    public static AgentActKind? Of(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "GREET" or "GREETING" => AgentActKind.Greet,
        "REQUEST" => AgentActKind.Request,
        "OFFER" => AgentActKind.Offer,
        "CONFIRM" => AgentActKind.Confirm,
        "INFORM" => AgentActKind.Inform,
        "INFORMCOUNT" => AgentActKind.InformCount,
        "OFFERINTENT" => AgentActKind.OfferIntent,
        "NOTIFYSUCCESS" => AgentActKind.NotifySuccess,
        "NOTIFYFAILURE" => AgentActKind.NotifyFailure,
        "REQMORE" => AgentActKind.RequestMore,
        "GOODBYE" => AgentActKind.Goodbye,
        _ => null,
    };
}
