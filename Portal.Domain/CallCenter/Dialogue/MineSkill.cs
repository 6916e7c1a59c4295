using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Says when the patient's own appointments are, once the phone is proved.</summary>
sealed class MineSkill(IdentitySteps identity, CalendarTools calendar) : Skill
{
    public override string Name => "my_appointments";

    public override string Description => "Tell the patient when their own appointments are.";

    public override IReadOnlyList<SkillParameter> Parameters => [new("phone", "The phone number that was given")];

    public override Intent Intent => Intent.MyAppointments;

    public override async Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, reply) = (exchange.Frame, exchange.Reply);
        if (!await identity.EnsureAsync(exchange, IdentityLevel.Verified, needsName: false, cancellation))
            return;
        var upcoming = (await calendar.UpcomingAsync(exchange, cancellation)).Value ?? [];
        if (upcoming.Count == 0)
            reply.Say("NoAppointments").Did(AgentActKind.Inform);
        else
            reply.Say(upcoming.Count == 1 ? "YourAppointment" : "YourAppointments").Did(AgentActKind.Inform);
        foreach (var appointment in upcoming.Take(5))
            reply.Quote("• " + AppointmentPicker.Line(exchange, appointment));
        if (exchange.Conversation.Outcome == Outcome.None)
            exchange.Conversation.Outcome = Outcome.Answered;
        frame.Drop();
        frame.Asked = Asked.AnythingElse;
        reply.Say("AnythingElse").Did(AgentActKind.RequestMore);
    }
}
