namespace Portal.Features.CallCenter.Setup;

/// <summary>The pages on which a clinic sets up its front desk.</summary>
public enum AgentPage
{
    Facts,
    Unanswered,
    Complaints,
    Settings,
    Figures,
}
