using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// Puts somebody on the waiting list: what, which days and hours, who; read back, done. A name and a phone are enough, for the link that an offer is
/// taken by goes to the phone. Where a time as wished is free already it is offered instead.
/// </summary>
sealed class WaitlistSkill(WishSplitter splitter, IdentitySteps identity, CalendarTools calendar, WaitlistTools waitlist, BookSkill book) : Skill
{
    const int UsualDays = 30;

    // an hour that was said may be a little off
    static readonly Period About = Period.FromMinutes(30);

    public override string Name => "join_waitlist";

    public override string Description => "Put the patient on the waiting list for a time that comes free, where nothing suits or an earlier time is wanted.";

    public override IReadOnlyList<SkillParameter> Parameters => book.Parameters;

    public override Intent Intent => Intent.JoinWaitlist;

    public override async Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        splitter.Take(exchange);
        if (frame.Wishes.Count > 1)
            frame.Wishes.RemoveRange(1, frame.Wishes.Count - 1); // one place after the other
        var wish = frame.Wishes[0];
        wish.Service ??= frame.Spoken is { } spoken && exchange.Clinic.Page.Find(spoken) is not null ? spoken : null;
        if (!WishSettler.IsClear(exchange, wish))
            return;
        if (await OfferInsteadAsync(exchange, wish, cancellation))
            return;
        if (!await identity.EnsureAsync(exchange, IdentityLevel.Claimed, needsName: true, cancellation) || !await identity.SettlePersonAsync(exchange, wish, cancellation))
            return;
        frame.Asked = Asked.Confirm;
        var wishes = await WishesAsync(exchange, wish, cancellation);
        exchange.Reply.Say("ReadBackWait", exchange.Clinic.Service(wish.Service!.Value).Name(exchange.Language), WithWhom(exchange, wish), Days(exchange, wishes), PartOf(exchange, wishes), wish.Name ?? "")
            .Offer(AgentTexts.Get("Quick.YesWait", exchange.Language), AgentTexts.Get("Quick.No", exchange.Language)).Did(AgentActKind.Confirm, "waitlist");
    }

    public override async Task ConfirmedAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        if (frame.Wishes is not [{ Service: { } service } wish, ..])
            return;
        var joined = await waitlist.JoinAsync(exchange, wish, service, await WishesAsync(exchange, wish, cancellation), cancellation);
        if (joined.Succeeded)
        {
            if (exchange.Conversation.Outcome is Outcome.None or Outcome.Answered or Outcome.MessageTaken)
                exchange.Conversation.Outcome = Outcome.Waitlisted;
            exchange.Reply.Claim(joined.Receipt!, "Done.Waitlisted", exchange.Clinic.Service(service).Name(exchange.Language), WithWhom(exchange, wish)).Did(AgentActKind.NotifySuccess);
        }
        else
        {
            exchange.Reply.Say("CannotWait").Did(AgentActKind.NotifyFailure);
        }

        frame.Drop();
        frame.Asked = Asked.AnythingElse;
        exchange.Reply.Say("AnythingElse").Did(AgentActKind.RequestMore);
    }

    // asked for once, at the beginning; who says "the list all the same" has said when, and is not asked again
    async Task<bool> OfferInsteadAsync(Exchange exchange, Wish wish, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        if (frame.NoTimes || await OwnAsync(exchange, wish, cancellation) is not null)
            return false;
        frame.NoTimes = true;
        if (!await waitlist.IsAnyFreeAsync(exchange, wish.Service!.Value, await WishesAsync(exchange, wish, cancellation), cancellation))
            return false;
        exchange.Reply.Say("FreeAlready");
        (frame.Skill, frame.Goal) = (book.Name, book.Intent);
        await book.AdvanceAsync(exchange, cancellation);
        return true;
    }

    // their next appointment of the same: who has one waits for an earlier time
    async Task<LocalDate?> OwnAsync(Exchange exchange, Wish wish, CancellationToken cancellation) => !exchange.IsVerified ? null
        : (await calendar.UpcomingAsync(exchange, cancellation)).Value?.Where(a => a.ServiceId == wish.Service).Select(a => (LocalDate?)exchange.Clinic.LocalAt(a.Start).Date).FirstOrDefault();

    async Task<WaitlistWishes> WishesAsync(Exchange exchange, Wish wish, CancellationToken cancellation)
    {
        var today = exchange.LocalNow.Date;
        var (from, to) = wish switch
        {
            { Date: { } date } => (date, date),
            { SpanFrom: { } first, SpanTo: { } last } => (LocalDate.Max(first, today), LocalDate.Max(last, today)),
            _ => (today, await OwnAsync(exchange, wish, cancellation) ?? today.PlusDays(Math.Min(UsualDays, exchange.Clinic.Rules.Policy.HorizonDays))),
        };
        var wishes = new WaitlistWishes(wish.Practitioner, from, to);
        return wish switch
        {
            { Time: { } time } => wish.TimeBound switch
            {
                Bound.After => wishes with { FromTime = time, ToTime = new LocalTime(5, 0) },
                Bound.Before => wishes with { FromTime = new LocalTime(5, 0), ToTime = time },
                _ => wishes with { FromTime = time - About, ToTime = time + About + About },
            },
            { Part: { } part } => wishes.In(part switch { PartOfDay.Morning => WishedPart.Morning, PartOfDay.Afternoon => WishedPart.Afternoon, _ => WishedPart.Evening }),
            _ => wishes,
        };
    }

    static string WithWhom(Exchange exchange, Wish wish) =>
        wish.Practitioner is { } who ? exchange.Clinic.Practitioner(who).Name(exchange.Language) : AgentTexts.Get("AnyDoctor", exchange.Language);

    static string Days(Exchange exchange, WaitlistWishes wishes) =>
        wishes.From == wishes.To ? exchange.Day(wishes.From) : AgentTexts.Get("WaitDays", exchange.Language, exchange.Day(wishes.From), exchange.Day(wishes.To));

    static string PartOf(Exchange exchange, WaitlistWishes wishes) => wishes.Part is { } part
        ? AgentTexts.Get($"WaitPart.{part}", exchange.Language)
        : AgentTexts.Get("WaitHours", exchange.Language, exchange.Time(wishes.FromTime!.Value), exchange.Time(wishes.ToTime!.Value));
}
