using Portal.Domain.Booking;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Moves one of the patient's own appointments to another time. It keeps its old one until the new one is certain.</summary>
sealed class MoveSkill(WishSettler settler, IdentitySteps identity, CalendarTools calendar) : Skill
{
    public override string Name => "move_appointment";

    public override string Description => "Move one of the patient's appointments to another day or time.";

    public override IReadOnlyList<SkillParameter> Parameters =>
        [new("which", "Which appointment, in the patient's words"), new("when", "The new day and time, in the patient's own words"), new("phone", "The phone number that was given")];

    public override Intent Intent => Intent.MoveAppointment;

    public override async Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        // the new time may be said before anybody knows whose appointment it is
        if (frame.Wishes.Count == 0)
            frame.Wishes.Add(new());
        var wish = frame.Wishes[0];
        var isNew = frame.Appointment is null;
        if (WishReader.Take(wish, exchange.Heard, exchange.Clinic) && wish.Chosen is not null)
            await settler.ReopenAsync(wish, cancellation);
        if (!await identity.EnsureAsync(exchange, IdentityLevel.Verified, needsName: false, cancellation))
            return;
        if (await MeantAsync(exchange, cancellation) is not { } appointment)
            return;
        Fill(exchange, wish, appointment, isNew);
        if (!wish.SaysWhen)
        {
            exchange.Reply.Say("AskNewTime", AppointmentPicker.Line(exchange, appointment)).Did(AgentActKind.Request, SlotNames.Date).Did(AgentActKind.Request, SlotNames.Time);
            frame.Asked = Asked.Day;
            return;
        }

        if (!await settler.SettleAsync(exchange, wish, appointment.Id.Value, cancellation))
            return;
        var start = exchange.Clinic.LocalAt(wish.Chosen!.Start);
        frame.Asked = Asked.Confirm;
        exchange.Reply.Say("ReadBackMove", AppointmentPicker.Line(exchange, appointment), exchange.Day(start.Date), exchange.Time(start.TimeOfDay), exchange.Clinic.Practitioner(wish.Chosen.Practitioner).Name(exchange.Language))
            .Offer(AgentTexts.Get("Quick.YesMove", exchange.Language), AgentTexts.Get("Quick.OtherTime", exchange.Language), AgentTexts.Get("Quick.Keep", exchange.Language))
            .Did(AgentActKind.Confirm, SlotNames.Date, start.Date.ToString("yyyy-MM-dd", null)).Did(AgentActKind.Confirm, SlotNames.Time, start.TimeOfDay.ToString("HH:mm", null));
    }

    public override async Task ConfirmedAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        if (await MeantAsync(exchange, cancellation) is not { } appointment || frame.Wishes is not [{ Chosen: { } time } wish])
            return;
        var moved = await calendar.MoveAsync(exchange, appointment, wish, time, cancellation);
        if (moved.Value is { } state)
        {
            var start = exchange.Clinic.LocalAt(state.Start);
            exchange.Conversation.Outcome = Outcome.Moved;
            exchange.Reply.Claim(moved.Receipt!, "Done.Moved", appointment.Service(exchange.Language), exchange.Clinic.Practitioner(state.Practitioner).Name(exchange.Language), exchange.Day(start.Date), exchange.Time(start.TimeOfDay))
                .Did(AgentActKind.NotifySuccess);
            frame.Drop();
            frame.Touched.Remove(state.Id.Value);
            frame.Touched.Add(state.Id.Value);
            frame.Asked = Asked.AnythingElse;
            exchange.Reply.Say("AnythingElse").Did(AgentActKind.RequestMore);
            return;
        }

        if (moved.Outcome == nameof(BookingError.FollowUpOnly))
        {
            exchange.Reply.Say("FollowUpStays").Did(AgentActKind.NotifyFailure);
            frame.Drop();
            frame.Asked = Asked.AnythingElse;
            return;
        }

        if (moved.Outcome is nameof(BookingError.Closed) or nameof(BookingError.Forbidden) or nameof(BookingError.NotFound))
        {
            exchange.Reply.Say(moved.Outcome == nameof(BookingError.Closed) ? "TooLateToChange" : "CannotChange").Did(AgentActKind.NotifyFailure);
            frame.Drop();
            return;
        }

        wish.Reopen();
        wish.Pick = null;
        exchange.Reply.Say("TakenMeanwhile");
        await settler.SettleAsync(exchange, wish, appointment.Id.Value, cancellation);
    }

    // "the same day", "the same doctor", "the same hours": what is not said anew stays as it is
    static void Fill(Exchange exchange, Wish wish, PublicAppointment.View appointment, bool isNew)
    {
        (wish.Service, wish.UnknownDoctor, wish.UnknownSpecialty) = (appointment.ServiceId, null, null);
        if (wish.Practitioner is not { } who || exchange.Clinic.Page.Find(appointment.ServiceId)?.Practitioners.Contains(who) != true)
            wish.Practitioner = appointment.PractitionerId;
        exchange.Frame.Appointment = appointment.Id.Value;
        if (!isNew)
            return;
        var local = exchange.Clinic.LocalAt(appointment.Start);
        var same = exchange.Heard.Has(Cue.Same);
        if (wish.Date is null && wish.SpanFrom is null && (wish.Time is not null || wish.Part is not null || same && wish.Pick is not null))
            wish.Date = local.Date; // only the hour is said: that day
        if (wish.Date == local.Date || wish.Time is not null || wish.Part is not null || !same)
            return;
        (wish.Part, wish.PartBound, wish.Prayer) = (WishReader.PartOf(local.TimeOfDay), Understanding.Times.Bound.At, null);
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

        if (AppointmentPicker.Pick(exchange, upcoming, useDay: exchange.Frame.Asked == Asked.WhichAppointment) is { } meant)
            return meant;
        AppointmentPicker.Ask(exchange, upcoming);
        return null;
    }
}
