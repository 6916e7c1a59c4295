using Portal.Domain.Booking;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Books: what, when, for whom, who asks, read back, done. Several visits may be wished for at once.</summary>
sealed class BookSkill(WishSettler settler, WishSplitter splitter, IdentitySteps identity, CalendarTools calendar) : Skill
{
    public override string Name => "book_appointment";

    public override string Description => "Find free times and book one or more visits. Also for questions such as 'is anything free on Sunday'.";

    public override IReadOnlyList<SkillParameter> Parameters =>
    [
        new("what", "Service, specialty or complaint, in the patient's words"), new("doctor", "Doctor's name, if one was named"), new("when", "Day and time, in the patient's own words; never a date you worked out"),
        new("who", "Name of the patient the visit is for"), new("phone", "The phone number that was given"),
    ];

    public override Intent Intent => Intent.BookAppointment;

    public override async Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        foreach (var changed in splitter.Take(exchange))
            await settler.ReopenAsync(changed, cancellation);
        foreach (var wish in frame.Wishes)
            if (!await settler.SettleAsync(exchange, wish, null, cancellation))
                return;
        if (!await identity.EnsureAsync(exchange, IdentityLevel.Claimed, needsName: true, cancellation) || !await identity.OfferProofAsync(exchange, cancellation))
            return;
        foreach (var wish in frame.Wishes)
            if (!await identity.SettlePersonAsync(exchange, wish, cancellation))
                return;
        ReadBack(exchange);
    }

    public override async Task ConfirmedAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        foreach (var wish in frame.Wishes.ToArray())
        {
            if (wish.Chosen is not { } time)
                continue;
            var booked = await calendar.BookAsync(exchange, wish, time, cancellation);
            if (booked.Value is { } state)
            {
                frame.Wishes.Remove(wish);
                frame.Touched.Add(state.Id.Value);
                Tell(exchange, wish, state, booked.Receipt!);
                continue;
            }

            // somebody was quicker, or the rules changed: other times, and the rest of what was said stays
            wish.Reopen();
            wish.Pick = null;
            if (booked.Outcome is nameof(BookingError.Forbidden) or ToolAnswer<object>.NotAllowed)
            {
                exchange.Reply.Say("CannotBook");
                frame.Drop();
                return;
            }

            exchange.Reply.Say("TakenMeanwhile");
            await settler.SettleAsync(exchange, wish, null, cancellation);
            return;
        }

        frame.Drop();
        frame.Asked = Asked.AnythingElse;
        exchange.Reply.Say("AnythingElse").Did(AgentActKind.RequestMore);
    }

    public override async Task DroppedAsync(Exchange exchange, CancellationToken cancellation)
    {
        foreach (var wish in exchange.Frame.Wishes)
            await calendar.ReleaseAsync(wish, cancellation);
    }

    static void ReadBack(Exchange exchange)
    {
        var (frame, reply, language) = (exchange.Frame, exchange.Reply, exchange.Language);
        var wasWrong = frame.Asked == Asked.Confirm;
        frame.Asked = Asked.Confirm;
        reply.Say(frame.NoCode && !exchange.IsVerified ? "ReadBackProposed" : wasWrong ? "ReadBackAgain" : "ReadBack");
        foreach (var wish in frame.Wishes)
        {
            var (service, start) = (exchange.Clinic.Service(wish.Service!.Value), exchange.Clinic.LocalAt(wish.Chosen!.Start));
            var price = service.Price is { } amount ? AgentTexts.Get("PriceOf", language, exchange.Number(amount.ToString("0.##", null)), AgentTexts.Get($"Currency.{exchange.Clinic.Tenant.Currency}", language)) : "";
            reply.Say("ReadBackLine", service.Name(language), exchange.Clinic.Practitioner(wish.Chosen.Practitioner).Name(language), exchange.Day(start.Date), exchange.Time(start.TimeOfDay), wish.Name ?? "", price);
            reply.Did(AgentActKind.Confirm, Understanding.Slots.SlotNames.Date, start.Date.ToString("yyyy-MM-dd", null)).Did(AgentActKind.Confirm, Understanding.Slots.SlotNames.Time, start.TimeOfDay.ToString("HH:mm", null));
        }

        reply.Say("ShallI").Offer(AgentTexts.Get("Quick.Yes", language), AgentTexts.Get("Quick.OtherTime", language), AgentTexts.Get("Quick.No", language));
    }

    static void Tell(Exchange exchange, Wish wish, AppointmentState state, Receipt receipt)
    {
        var (language, start) = (exchange.Language, exchange.Clinic.LocalAt(state.Start));
        var firm = state.Status == Domain.Booking.Model.AppointmentStatus.Booked;
        exchange.Conversation.Outcome = firm ? Outcome.Booked : exchange.Conversation.Outcome == Outcome.Booked ? Outcome.Booked : Outcome.Proposed;
        exchange.Reply.Claim(receipt, firm ? "Done.Booked" : "Done.Proposed",
            exchange.Clinic.Service(state.Service).Name(language), exchange.Clinic.Practitioner(state.Practitioner).Name(language), exchange.Day(start.Date), exchange.Time(start.TimeOfDay), wish.Name ?? "")
            .Did(AgentActKind.NotifySuccess);
    }
}
