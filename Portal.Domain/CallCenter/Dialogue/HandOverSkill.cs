using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Asks for a person. Says that one comes only where one is there; else a call back is offered.</summary>
sealed class HandOverSkill(StaffTools staff) : Skill
{
    public override string Name => "talk_to_person";

    public override string Description => "The patient wants a person, complains, or cannot be helped: ask the desk to take over.";

    public override Intent Intent => Intent.TalkToPerson;

    public override Task AdvanceAsync(Exchange exchange, CancellationToken cancellation) =>
        HandOverAsync(exchange, exchange.Heard.Has(Cue.Complaint) ? HandoverReason.Complaint : HandoverReason.Asked, cancellation);

    public async Task HandOverAsync(Exchange exchange, HandoverReason reason, CancellationToken cancellation)
    {
        var before = exchange.Conversation.State;
        var asked = await staff.HandOverAsync(exchange, reason, cancellation);
        if (exchange.Conversation.Outcome is Outcome.None or Outcome.Answered or Outcome.MessageTaken)
            exchange.Conversation.Outcome = Outcome.HandedOver;
        var there = asked.Value?.SomebodyIsThere == true;
        if (reason == HandoverReason.Complaint && before == ConversationState.Agent)
            exchange.Reply.Say("Sorry");
        exchange.Reply.Claim(asked.Receipt!, there ? before == ConversationState.Agent ? "Done.HandedOver" : "Done.StillWaiting" : "Done.HandedOverLater").Did(AgentActKind.NotifySuccess);
        if (!there && exchange.Conversation.Phone is null)
            exchange.Reply.Say("LeaveYourNumber");
        exchange.Frame.Asked = exchange.Conversation.Phone is null && !there ? Asked.NameAndPhone : Asked.Nothing;
    }
}
