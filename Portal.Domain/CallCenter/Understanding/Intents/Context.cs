using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>What an utterance was said after, as words for the model.</summary>
static class Context
{
    /// <returns>The stage first, then the wish in force; empty where nothing is known.</returns>
    public static string[] Of(IReadOnlyList<AgentAct>? after, Intent? goal)
    {
        if (after is null)
            return [];
        var stage = after.Any(a => a.Kind == AgentActKind.Confirm) ? "confirm"
            : after.Any(a => a.Kind == AgentActKind.Offer) ? "offer"
            : after.Any(a => a.Kind == AgentActKind.OfferIntent) ? "offerintent"
            : after.Any(a => a.Kind == AgentActKind.Request) ? "request"
            : after.Any(a => a.Kind == AgentActKind.RequestMore) ? "more"
            : after.Any(a => a.Kind == AgentActKind.NotifySuccess) ? "done"
            : after.Any(a => a.Kind == AgentActKind.Inform) ? "inform"
            : after.Count == 0 ? "first" : "else";
        return goal is null ? ["stage " + stage] : ["stage " + stage, "goal " + goal];
    }
}
