using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>What the agent did last, as far as it tells an answer from a wish.</summary>
public enum Moment
{
    /// <summary>A phrase by itself.</summary>
    Unknown,
    First,
    Confirm,
    Offer,
    OfferIntent,
    Request,

    /// <summary>"Anything else?"</summary>
    More,
    Done,
    Inform,
    Other,
}

/// <summary>What an utterance is said after.</summary>
/// <param name="Goal">The wish in force; null where there is none.</param>
public readonly record struct Context(Moment Moment, Intent? Goal)
{
    public static Context Of(IReadOnlyList<AgentAct> acts, Intent? goal)
    {
        var kinds = acts.Select(act => act.Kind).ToHashSet();
        return new(
            kinds.Contains(AgentActKind.Confirm) ? Moment.Confirm
            : kinds.Contains(AgentActKind.Offer) ? Moment.Offer
            : kinds.Contains(AgentActKind.OfferIntent) ? Moment.OfferIntent
            : kinds.Contains(AgentActKind.Request) ? Moment.Request
            : kinds.Contains(AgentActKind.RequestMore) ? Moment.More
            : kinds.Contains(AgentActKind.NotifySuccess) ? Moment.Done
            : kinds.Contains(AgentActKind.Inform) ? Moment.Inform
            : kinds.Count == 0 ? Moment.First : Moment.Other,
            goal);
    }

    /// <summary>As words for the model.</summary>
    public string[] Words => Moment == Moment.Unknown ? [] : Goal is { } goal ? [$"after {Moment}", $"goal {goal}"] : [$"after {Moment}"];
}
