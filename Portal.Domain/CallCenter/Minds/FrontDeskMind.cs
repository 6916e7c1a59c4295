using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding.Cues;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>Who answers a turn: the house where it may not be left to a mind, else the mind that is configured, else the scripted one.</summary>
public sealed class FrontDeskMind
{
    readonly HouseRules house;
    readonly ScriptedMind scripted;

    internal FrontDeskMind(HouseRules house, ScriptedMind scripted) => (this.house, this.scripted) = (house, scripted);

    internal async Task AnswerAsync(Exchange exchange, bool isFlagged, Func<string, Task>? onWords, CancellationToken cancellation)
    {
        if (isFlagged)
        {
            await house.EmergencyAsync(exchange, cancellation);
            return;
        }

        if (exchange.Frame.Emergency && !exchange.Heard.Has(Cue.Abuse))
        {
            exchange.Reply.Say("EmergencyStands", exchange.Number(exchange.Clinic.EmergencyNumber)).Offer(AgentTexts.Get("Quick.Person", exchange.Language));
            return;
        }

        IdentitySteps.Take(exchange);
        if (!await house.AnswerAsync(exchange, cancellation))
            await scripted.AnswerAsync(exchange, cancellation);
        if (onWords is not null)
            await onWords(exchange.Reply.Text);
    }
}
