using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding.Cues;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>Who answers a turn: the house where it may not be left to a mind, else the model that is configured, else the scripted mind.</summary>
public sealed class FrontDeskMind
{
    readonly HouseRules house;
    readonly ScriptedMind scripted;
    readonly ModelMind model;

    internal FrontDeskMind(HouseRules house, ScriptedMind scripted, ModelMind model) => (this.house, this.scripted, this.model) = (house, scripted, model);

    internal async Task AnswerAsync(Exchange exchange, bool isFlagged, ReplyPieces pieces, CancellationToken cancellation)
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
        if (await house.AnswerAsync(exchange, cancellation))
        {
            // of several wishes one is done with this yes or this code; one that was dropped brings up no other
            if (!exchange.Heard.IsNo && !exchange.Heard.Has(Cue.Drop))
                await scripted.TakeUpNextAsync(exchange, cancellation);
            return;
        }

        if (!await model.AnswerAsync(exchange, pieces, cancellation))
            await scripted.AnswerAsync(exchange, cancellation);
    }

    /// <summary>Whether a first utterance is read as a question about the clinic.</summary>
    internal bool AsksFacts(Exchange exchange) => scripted.AsksFacts(exchange);
}
