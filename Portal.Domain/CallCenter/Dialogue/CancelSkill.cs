using Portal.Domain.Booking;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Cancels one of the patient's own appointments, read back first.</summary>
sealed class CancelSkill(IdentitySteps identity, CalendarTools calendar) : Skill
{
    public override string Name => "cancel_appointment";

    public override string Description => "Cancel one of the patient's appointments.";

    public override IReadOnlyList<SkillParameter> Parameters => [new("which", "Which appointment, in the patient's words"), new("phone", "The phone number that was given")];

    public override Intent Intent => Intent.CancelAppointment;

    public override async Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        if (!await identity.EnsureAsync(exchange, IdentityLevel.Verified, needsName: false, cancellation))
            return;
        if (await MeantAsync(exchange, cancellation) is not { } appointment)
            return;
        exchange.Frame.Appointment = appointment.Id.Value;
        exchange.Frame.Asked = Asked.Confirm;
        exchange.Reply.Say("ReadBackCancel", AppointmentPicker.Line(exchange, appointment))
            .Offer(AgentTexts.Get("Quick.YesCancel", exchange.Language), AgentTexts.Get("Quick.MoveInstead", exchange.Language), AgentTexts.Get("Quick.Keep", exchange.Language))
            .Did(AgentActKind.Confirm, "appointment");
    }

    public override async Task ConfirmedAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        if (await MeantAsync(exchange, cancellation) is not { } appointment)
            return;
        var cancelled = await calendar.CancelAsync(exchange, appointment, Guid.CreateVersion7(), cancellation);
        if (cancelled.Succeeded)
        {
            frame.Touched.Remove(appointment.Id.Value);
            exchange.Conversation.Outcome = Outcome.Cancelled;
            exchange.Reply.Claim(cancelled.Receipt!, "Done.Cancelled", AppointmentPicker.Line(exchange, appointment)).Did(AgentActKind.NotifySuccess);
        }
        else
        {
            exchange.Reply.Say(cancelled.Outcome == nameof(BookingError.Closed) ? "TooLateToChange" : "CannotChange").Did(AgentActKind.NotifyFailure);
        }

        frame.Drop();
        frame.Asked = Asked.AnythingElse;
        exchange.Reply.Say("AnythingElse").Did(AgentActKind.RequestMore);
    }

    async Task<PublicAppointment.View?> MeantAsync(Exchange exchange, CancellationToken cancellation)
    {
        var upcoming = (await calendar.UpcomingAsync(exchange, cancellation)).Value ?? [];
        if (upcoming.Count == 0)
        {
            exchange.Reply.Say("NoAppointments").Did(AgentActKind.NotifyFailure);
            exchange.Frame.Drop();
            exchange.Frame.Asked = Asked.AnythingElse;
            return null;
        }

        if (AppointmentPicker.Pick(exchange, upcoming, useDay: true) is { } meant)
            return meant;
        AppointmentPicker.Ask(exchange, upcoming);
        return null;
    }
}
