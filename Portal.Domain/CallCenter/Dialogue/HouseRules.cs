using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// What no mind is asked about: emergencies, codes, and the yes or no to a read-back. A model never sees a code, and nothing is written because
/// a model thought that somebody agreed.
/// </summary>
sealed class HouseRules(SkillList skills, IdentitySteps identity, HandOverSkill handOver)
{
    /// <summary>A red flag: the emergency number at once, and a person.</summary>
    public async Task EmergencyAsync(Exchange exchange, CancellationToken cancellation)
    {
        if (skills.Named(exchange.Frame.Skill) is { } skill)
            await skill.DroppedAsync(exchange, cancellation);
        exchange.Frame.Drop();
        exchange.Frame.Emergency = true;
        exchange.Reply.Mind = Mind.House;
        exchange.Reply.Say("Emergency", exchange.Number(exchange.Clinic.EmergencyNumber));
        await handOver.HandOverAsync(exchange, HandoverReason.Emergency, cancellation);
        exchange.Frame.Asked = Asked.Nothing;
    }

    /// <returns>Whether the turn is answered.</returns>
    public async Task<bool> AnswerAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        if (skills.Named(frame.Skill) is not { } skill)
            return false;
        exchange.Reply.Mind = Mind.House;
        // a code that comes late is taken too
        if (frame.CodePhone is not null && !exchange.IsVerified && heard.Person is { Digits: { Length: >= 3 } code, Phone: null } && (frame.Asked == Asked.Code || code.Length == 6))
        {
            if (await identity.ProveAsync(exchange, code, cancellation))
                await skill.AdvanceAsync(exchange, cancellation);
            return true;
        }

        if (VisitAnswers.Take(exchange))
        {
            await skill.AdvanceAsync(exchange.Answered(), cancellation);
            return true;
        }

        if (frame.Asked == Asked.Confirm && Affirms(exchange))
        {
            await skill.ConfirmedAsync(exchange, cancellation);
            return true;
        }

        if (Drops(exchange))
        {
            await skill.DroppedAsync(exchange, cancellation);
            exchange.Reply.Say(skill is CancelSkill or MoveSkill ? "KeptAsItIs" : "Dropped").Say("AnythingElse").Did(AgentActKind.RequestMore);
            frame.Drop();
            frame.Asked = Asked.AnythingElse;
            return true;
        }

        exchange.Reply.Mind = Mind.Scripted;
        return false;
    }

    // a yes, or the wish said once more ("yes, move it"), and nothing that changes what was read back
    static bool Affirms(Exchange exchange)
    {
        var (heard, frame) = (exchange.Heard, exchange.Frame);
        if (SaysSomethingNew(exchange) || heard.Has(Cue.Drop) && !IsYesWord(heard) || heard.Has(Cue.HowTo) || heard.Has(Cue.NoCode))
            return false;
        if (IsYesWord(heard) && heard.Utterance.Words.Count <= 6 && !heard.Utterance.Words.Any(word => word.Text == "?"))
            return true;
        return heard.IsYes && heard.Wanted.Sure > 0.5f || heard.Intent == frame.Goal && heard.Utterance.Words.Count <= 3 && !heard.IsNo;
    }

    static bool Drops(Exchange exchange)
    {
        var (heard, frame) = (exchange.Heard, exchange.Frame);
        if (heard.Has(Cue.HowTo) || heard.Has(Cue.NoCode) || frame.Asked == Asked.MessageText && !heard.Has(Cue.Drop))
            return false;
        if (frame.Goal is Intent.CancelAppointment or Intent.MoveAppointment && frame.Asked == Asked.Confirm && heard.Has(Cue.Drop) && !IsYesWord(heard))
            return true; // "no, keep Tuesday"
        if (SaysSomethingNew(exchange))
            return false;
        return heard.Has(Cue.Drop) && (heard.IsNo || heard.Intent is Intent.CancelAppointment or Intent.OutOfScope or Intent.Greeting or Intent.Confirm || frame.Asked == Asked.Confirm) && !IsYesWord(heard)
            || frame.Asked == Asked.Confirm && heard.IsNo;
    }

    static bool SaysSomethingNew(Exchange exchange)
    {
        var heard = exchange.Heard;
        return heard.Times.Date is not null || heard.Times.Time is not null || heard.Times.Part is not null || heard.Times.Spans.Count > 0 || heard.Slots is not { Doctor: null, Specialty: null }
            || heard.Person is not { Names.Count: 0, Phone: null } || heard.Has(Cue.Others) || heard.Has(Cue.First) && !heard.IsYes
            || exchange.Clinic.Services.Named(heard.Utterance).Count > 0 && !heard.IsYes;
    }

    internal static bool IsYesWord(Understood heard) => YesNo.BeginsWithYes(heard.Utterance);
}
