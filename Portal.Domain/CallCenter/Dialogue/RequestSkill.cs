using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Leaves something for the staff: a message, a call back, a refill, word of being late. Read back before it is sent.</summary>
sealed class RequestSkill(IdentitySteps identity, StaffTools staff) : Skill
{
    const int LongestText = 1000;

    public override string Name => "leave_message";

    public override string Description => "Leave a message for a doctor or the desk, ask to be called back, ask for a refill, say that one is late.";

    public override IReadOnlyList<SkillParameter> Parameters =>
        [new("text", "The message, in the patient's own words"), new("doctor", "For which doctor, if one was named"), new("who", "Name of who leaves it"), new("phone", "The phone number that was given")];

    public override Intent Intent => Intent.RequestRefill;

    /// <summary>What kind of request an utterance makes; null for none.</summary>
    public static PatientRequestKind? KindOf(Understood heard) =>
        heard.Has(Cue.RunningLate) ? PatientRequestKind.RunningLate
        : heard.Has(Cue.CallBack) ? PatientRequestKind.CallBack
        : heard.Has(Cue.Refill) ? PatientRequestKind.Refill
        : heard.Has(Cue.Message) ? PatientRequestKind.Message
        : heard.Intent == Intent.RequestRefill ? PatientRequestKind.Refill
        : null;

    public override async Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, heard, reply) = (exchange.Frame, exchange.Heard, exchange.Reply);
        var isNew = frame.Request is null;
        var request = frame.Request ??= new() { Kind = KindOf(heard) ?? PatientRequestKind.Message };
        if (heard.Slots.Doctor is { } doctor && exchange.Clinic.Services.Called(doctor.Value) is [var who])
            request.Practitioner = who.Id;
        TakeText(exchange, request, isNew);
        if (request.Text is null)
        {
            reply.Say(request.Kind switch { PatientRequestKind.CallBack => "AskCallBackAbout", PatientRequestKind.Refill => "AskRefill", _ => "AskMessage" }).Did(AgentActKind.Request, "message");
            frame.Asked = Asked.MessageText;
            return;
        }

        if (!await identity.EnsureAsync(exchange, IdentityLevel.Claimed, needsName: true, cancellation))
            return;
        frame.Asked = Asked.Confirm;
        reply.Say("ReadBackRequest", AgentTexts.Get($"Request.{request.Kind}", exchange.Language), To(exchange, request), request.Text, exchange.Conversation.PatientName ?? "")
            .Offer(AgentTexts.Get("Quick.YesSend", exchange.Language), AgentTexts.Get("Quick.No", exchange.Language)).Did(AgentActKind.Confirm, "message");
    }

    public override async Task ConfirmedAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        if (frame.Request is not { } request)
            return;
        var left = await staff.LeaveRequestAsync(exchange, request, exchange.Conversation.PatientName ?? "", cancellation);
        if (left.Value is { } stored)
        {
            if (exchange.Conversation.Outcome is Outcome.None or Outcome.Answered)
                exchange.Conversation.Outcome = Outcome.MessageTaken;
            var key = stored.DueAt is null ? "Done.RequestSent" : "Done.RequestForLater";
            var due = stored.DueAt is { } at ? exchange.Clinic.LocalAt(at) : exchange.LocalNow;
            exchange.Reply.Claim(left.Receipt!, key, To(exchange, request), exchange.Day(due.Date), exchange.Time(due.TimeOfDay)).Did(AgentActKind.NotifySuccess);
        }
        else
        {
            exchange.Reply.Say("CannotSend").Did(AgentActKind.NotifyFailure);
        }

        frame.Drop();
        frame.Asked = Asked.AnythingElse;
        exchange.Reply.Say("AnythingElse").Did(AgentActKind.RequestMore);
    }

    static string To(Exchange exchange, RequestDraft request) =>
        request.Practitioner is { } who ? exchange.Clinic.Practitioner(who).Name(exchange.Language) : AgentTexts.Get("TheDesk", exchange.Language);

    // the message itself: what was asked for, or a first sentence that already says it
    static void TakeText(Exchange exchange, RequestDraft request, bool isNew)
    {
        var said = exchange.Heard.Utterance.Typed.Trim();
        var words = exchange.Heard.Utterance.Words.Count(w => !w.IsMark);
        var saysIt = isNew && words >= 6 && !said.EndsWith('?') && !said.EndsWith('؟') && !IsAskingTo(exchange.Heard);
        if (exchange.Frame.Asked == Asked.MessageText || saysIt || isNew && request.Kind is PatientRequestKind.RunningLate or PatientRequestKind.Refill && words >= 3)
            request.Text ??= said.Length > LongestText ? said[..LongestText] : said;
        else if (exchange.Frame.Asked == Asked.Confirm && words >= 4 && exchange.Heard.Person is { Names.Count: 0, Phone: null })
            request.Text = said.Length > LongestText ? said[..LongestText] : said; // said again, better
    }

    // "can you pass a message to Dr Hoda": nothing of the message yet
    static bool IsAskingTo(Understood heard) => heard.Utterance.Words[0].Text is "ممكن" or "عايز" or "عايزه" or "can" or "could" or "leave" or "خلوا" or "خلي";
}
