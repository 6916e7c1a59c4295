using MudBlazor;
using Portal.Domain.CallCenter.Model;

namespace Portal.Features.CallCenter.Desk;

/// <summary>Urgency and state are told three ways at once: by colour (the class), by shape (the icon) and by a word.</summary>
static class ConversationLook
{
    public static string Class(Urgency urgency) => $"is-{urgency.ToString().ToLowerInvariant()}";

    /// <summary>The path of a drawing of 24 × 24; none of them means a direction.</summary>
    public static string Icon(Urgency urgency) => urgency == Urgency.Emergency ? Icons.Material.Filled.Warning : Icons.Material.Filled.PriorityHigh;

    public static string Icon(ConversationState state) => state switch
    {
        ConversationState.Waiting => Icons.Material.Filled.HourglassTop,
        ConversationState.Person => Icons.Material.Filled.Person,
        ConversationState.Ended => Icons.Material.Filled.Check,
        _ => Icons.Material.Filled.SmartToy,
    };

    public static string Icon(IdentityLevel level) => level switch
    {
        IdentityLevel.Verified => Icons.Material.Filled.VerifiedUser,
        IdentityLevel.Claimed => Icons.Material.Filled.PersonOutline,
        _ => Icons.Material.Filled.QuestionMark,
    };
}
