using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>What is answered in one way whatever is being done: insults, "are you a robot", children on their own, wrong numbers, "what should I take".</summary>
sealed class Manners(HandOverSkill handOver, SkillList skills, StaffTools staff)
{
    /// <returns>Whether that was all there is to answer.</returns>
    public async Task<bool> AnswerAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, heard, reply) = (exchange.Frame, exchange.Heard, exchange.Reply);
        if (heard.Has(Cue.Abuse))
            return await AbuseAsync(exchange, cancellation);
        if (heard.Has(Cue.Minor))
        {
            reply.Say("Minor", exchange.Number(exchange.Clinic.EmergencyNumber));
            await handOver.HandOverAsync(exchange, HandoverReason.Minor, cancellation);
            return true;
        }

        if (heard.Has(Cue.Robot) && heard.Intent is not (Intent.BookAppointment or Intent.MoveAppointment or Intent.CancelAppointment))
        {
            reply.Say("IAmAnAgent", exchange.Clinic.Settings.AgentName(exchange.Language), exchange.Clinic.Tenant.Name(exchange.Language));
            if (heard.Intent == Intent.TalkToPerson && IsWishing(heard))
                await handOver.HandOverAsync(exchange, HandoverReason.Asked, cancellation);
            else
                reply.Offer(AgentTexts.Get("Quick.Person", exchange.Language)).Did(AgentActKind.Inform);
            return true;
        }

        if (heard.Has(Cue.WrongNumber))
        {
            reply.Say("ThisIs", exchange.Clinic.Tenant.Name(exchange.Language)).Did(AgentActKind.Inform);
            return true;
        }

        if (heard.Has(Cue.Advice) && frame.Asked != Asked.MessageText && !heard.Has(Cue.Message))
        {
            reply.Say("NoAdvice").Offer(AgentTexts.Get("Quick.Book", exchange.Language), AgentTexts.Get("Quick.Message", exchange.Language), AgentTexts.Get("Quick.Person", exchange.Language)).Did(AgentActKind.Inform);
            return true;
        }

        if (heard.Has(Cue.Wait) && heard.Utterance.Words.Count <= 4 && heard.Intent is not (Intent.Confirm or Intent.Deny) && !heard.Has(Cue.Drop) && heard.Times is { Dates.Count: 0, Times.Count: 0 })
        {
            reply.Say("TakeYourTime");
            return true;
        }

        return false;
    }

    async Task<bool> AbuseAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, reply) = (exchange.Frame, exchange.Reply);
        if (++frame.Abuses == 1)
        {
            reply.Say("Abuse").Offer(AgentTexts.Get("Quick.Person", exchange.Language));
            return true;
        }

        if (skills.Named(frame.Skill) is { } skill)
            await skill.DroppedAsync(exchange, cancellation);
        frame.Drop();
        await staff.HandOverAsync(exchange, HandoverReason.Abuse, cancellation);
        reply.Say("AbuseEnd");
        (exchange.Conversation.State, exchange.Conversation.EndedAt) = (ConversationState.Ended, exchange.Now);
        return true;
    }

    static bool IsWishing(Understood heard) => heard.Utterance.Words.Any(w => w.Text is "عايز" or "عايزه" or "عاوز" or "عاوزه" or "مش" or "حولني" or "اكلم" or "want" or "talk" or "speak" or "not");
}
