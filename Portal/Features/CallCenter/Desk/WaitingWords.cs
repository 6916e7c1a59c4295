using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.CallCenter.Desk;

/// <summary>How long somebody waits, in short words: just now, 12 min, 1 h 5 min.</summary>
static class WaitingWords
{
    public static string Of(Duration waited, IStringLocalizer<ConversationTexts> texts, ClinicFormat format)
    {
        var minutes = (int)waited.TotalMinutes;
        return minutes switch
        {
            < 1 => texts["Now"],
            < 60 => texts["Minutes", format.Number(minutes)],
            _ => texts["Hours", format.Number(minutes / 60), format.Number(minutes % 60)],
        };
    }
}
