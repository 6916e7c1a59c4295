using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Books: what, when, for whom, who asks, read back, done. Several visits may be wished for at once.</summary>
sealed class BookSkill(WishSettler settler, WishSplitter splitter, IdentitySteps identity, VisitSteps visit, CalendarTools calendar) : Skill
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
        foreach (var changed in exchange.IsAnswered ? [] : splitter.Take(exchange))
            await settler.ReopenAsync(changed, cancellation);
        foreach (var wish in frame.Wishes)
            if (!await settler.SettleAsync(exchange, wish, null, cancellation))
                return;
        if (!await identity.EnsureAsync(exchange, IdentityLevel.Claimed, needsName: true, cancellation) || !await identity.OfferProofAsync(exchange, cancellation))
            return;
        foreach (var wish in frame.Wishes)
            if (!await identity.SettlePersonAsync(exchange, wish, cancellation))
                return;
        foreach (var wish in frame.Wishes.ToArray())
            if (!await visit.SettlePersonAsync(exchange, wish, cancellation) && (frame.Wishes.Count == 0 || frame.Asked is Asked.BirthDate or Asked.Gender))
                return;
        await ReadBackAsync(exchange, cancellation);
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

            if (booked.Outcome is nameof(BookingError.DeskOnly) or nameof(BookingError.NotForPatient) or nameof(BookingError.BirthDateMissing))
            {
                // what was said has been held against the service: this is of the record, and told to who has proved to be its phone's
                await visit.RefuseAsync(exchange, wish, exchange.IsVerified ? booked.Outcome : nameof(BookingError.Forbidden), cancellation);
                if (frame.Wishes.Count == 0)
                    return;
                continue;
            }

            // somebody was quicker, or the rules changed: other times, and the rest of what was said stays
            wish.Reopen();
            (wish.Pick, wish.FirstVisit) = (null, exchange.IsVerified ? null : wish.FirstVisit); // who turns out to come for the first time needs more time
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

    async Task ReadBackAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, reply, language) = (exchange.Frame, exchange.Reply, exchange.Language);
        var wasWrong = frame.Asked == Asked.Confirm;
        frame.Asked = Asked.Confirm;
        reply.Say(frame.NoCode && !exchange.IsVerified ? "ReadBackProposed" : wasWrong ? "ReadBackAgain" : "ReadBack");
        foreach (var wish in frame.Wishes)
        {
            var (service, start) = (exchange.Clinic.Service(wish.Service!.Value), exchange.Clinic.LocalAt(wish.Chosen!.Start));
            var known = wish.Patient is null ? null : (await calendar.KnownAsync(exchange, service.Id, cancellation)).FirstOrDefault(one => one.Patient == wish.Patient);
            var again = known?.Plan.KindOf(wish.Chosen.Practitioner, wish.Chosen.Start) == VisitKind.FollowUp;
            var price = again ? service.Revisit?.Price ?? service.Price : service.Price;
            reply.Say("ReadBackLine", service.Name(language), exchange.Clinic.Practitioner(wish.Chosen.Practitioner).Name(language), exchange.Day(start.Date), exchange.Time(start.TimeOfDay), wish.Name ?? "",
                price switch { null => "", 0 => AgentTexts.Get("PriceFree", language), { } amount => AgentTexts.Get("PriceOf", language, Money(exchange, amount)) });
            if (again)
                reply.Say("ReadBackFollowUp");
            if (service.Person is { AsksAge: true } && wish.BirthDate is { } born)
                reply.Say(born is { Month: 1, Day: 1 } ? "ReadBackAge" : "ReadBackBorn", exchange.Number(born is { Month: 1, Day: 1 } ? $"{exchange.LocalNow.Year - born.Year}" : $"{born.Day}/{born.Month}/{born.Year}"));
            if (await calendar.BranchAsync(wish.Chosen, cancellation) is { } branch)
                reply.Say("ReadBackBranch", branch.Line(language));
            if ((known is null ? service.Deposit : known.Deposit) is { } deposit and > 0)
                reply.Say("ReadBackDeposit", Money(exchange, deposit));
            if (known is { AsksToConfirm: true })
                reply.Say("ReadBackToConfirm");
            reply.Did(AgentActKind.Confirm, Understanding.Slots.SlotNames.Date, start.Date.ToString("yyyy-MM-dd", null)).Did(AgentActKind.Confirm, Understanding.Slots.SlotNames.Time, start.TimeOfDay.ToString("HH:mm", null));
        }

        reply.Say("ShallI").Offer(AgentTexts.Get("Quick.Yes", language), AgentTexts.Get("Quick.OtherTime", language), AgentTexts.Get("Quick.No", language));
    }

    static string Money(Exchange exchange, decimal amount) =>
        $"{exchange.Number(amount.ToString("0.##", null))} {AgentTexts.Get($"Currency.{exchange.Clinic.Tenant.Currency}", exchange.Language)}";

    static void Tell(Exchange exchange, Wish wish, AppointmentState state, Receipt receipt)
    {
        var (language, start) = (exchange.Language, exchange.Clinic.LocalAt(state.Start));
        var firm = state.Status == AppointmentStatus.Booked;
        exchange.Conversation.Outcome = firm ? Outcome.Booked : exchange.Conversation.Outcome == Outcome.Booked ? Outcome.Booked : Outcome.Proposed;
        exchange.Reply.Claim(receipt, firm ? "Done.Booked" : "Done.Proposed",
            exchange.Clinic.Service(state.Service).Name(language), exchange.Clinic.Practitioner(state.Practitioner).Name(language), exchange.Day(start.Date), exchange.Time(start.TimeOfDay), wish.Name ?? "")
            .Did(AgentActKind.NotifySuccess);
    }
}
