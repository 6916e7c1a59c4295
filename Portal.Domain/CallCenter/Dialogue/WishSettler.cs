using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Takes a wish from what is said to one free time that is held for it, asking for what is missing on the way.</summary>
sealed class WishSettler(TimeFinder finder, VisitSteps visit, CalendarTools calendar)
{
    const int MostOffered = 4;

    /// <param name="except">The appointment that is to be moved.</param>
    /// <returns>Whether the wish has its time; else something was asked.</returns>
    public async Task<bool> SettleAsync(Exchange exchange, Wish wish, Guid? except, CancellationToken cancellation)
    {
        if (wish.Chosen is not null)
            return true;
        Follow(exchange, wish);
        if (!IsClear(exchange, wish) || except is null && !await visit.SettleVisitAsync(exchange, wish, cancellation))
            return false;
        if (Taken(exchange, wish) is { } taken)
            return await HoldAsync(exchange, wish, taken, except, cancellation);

        var found = await finder.FindAsync(exchange, wish, except, cancellation);
        if ((found.Fit == Fit.AsWished || found.Fit == Fit.SameDay && wish.Pick == Cue.Nearest) && Decided(exchange, wish, found.Slots) is { } slot)
            return await HoldAsync(exchange, wish, new(slot.Practitioner, slot.Start), except, cancellation);
        Offer(exchange, wish, found);
        return false;
    }

    /// <summary>Whether it is plain what is wanted, and on which of two days; else it was asked.</summary>
    public static bool IsClear(Exchange exchange, Wish wish)
    {
        if (!IsClearWhat(exchange, wish))
            return false;
        if (wish is not { OrElse: { } other, Date: { } date })
            return true;
        exchange.Reply.Say("AskWhichDay", exchange.Day(date), exchange.Day(other)).Offer(exchange.Day(date), exchange.Day(other)).Did(AgentActKind.Request, SlotNames.Date);
        (exchange.Frame.Asked, wish.OrElse) = (Asked.WhichDay, null);
        return false;
    }

    // the second child right after the first
    static void Follow(Exchange exchange, Wish wish)
    {
        var before = exchange.Frame.Wishes.IndexOf(wish) - 1;
        if (!wish.Follows || before < 0 || exchange.Frame.Wishes[before] is not { Chosen: { } chosen, Service: { } service })
            return;
        var end = exchange.Clinic.LocalAt(chosen.Start + Duration.FromMinutes(exchange.Clinic.Service(service).Minutes));
        (wish.Date, wish.Time, wish.TimeBound, wish.Part, wish.Prayer, wish.Pick, wish.Follows) = (end.Date, end.TimeOfDay, Bound.After, null, null, Cue.First, false);
    }

    /// <summary>What is wanted is no longer what was: the time that was kept is let go.</summary>
    public async Task ReopenAsync(Wish wish, CancellationToken cancellation)
    {
        await calendar.ReleaseAsync(wish, cancellation);
        wish.Reopen();
    }

    static bool IsClearWhat(Exchange exchange, Wish wish)
    {
        var (reply, page) = (exchange.Reply, exchange.Clinic.Page);
        if (wish.UnknownDoctor is { } doctor)
        {
            reply.Say("UnknownDoctor", doctor).Say("OurDoctors", string.Join(exchange.Language == "ar" ? "، " : ", ", page.Practitioners.Select(p => p.Name(exchange.Language))))
                .Offer(page.Practitioners.Take(MostOffered).Select(p => p.Name(exchange.Language))).Did(AgentActKind.Request, SlotNames.Doctor);
            (wish.UnknownDoctor, exchange.Frame.Asked) = (null, Asked.Service);
            return false;
        }

        if (wish.UnknownSpecialty is { } specialty)
        {
            reply.Say("UnknownSpecialty", Texts.AgentTexts.Get($"Specialty.{specialty}", exchange.Language)).Say("OurServices", Services(exchange)).Did(AgentActKind.Request, SlotNames.Specialty);
            (wish.UnknownSpecialty, exchange.Frame.Asked) = (null, Asked.Service);
            return false;
        }

        if (wish.Service is not null)
            return true;
        var choice = wish.Practitioner is { } who ? [.. page.Services.Where(s => s.Practitioners.Contains(who))] : page.Services;
        reply.Say("AskService").Offer(choice.Take(8).Select(s => s.Name(exchange.Language))).Did(AgentActKind.Request, SlotNames.Specialty);
        exchange.Frame.Asked = Asked.Service;
        return false;
    }

    static string Services(Exchange exchange) => string.Join(exchange.Language == "ar" ? "، " : ", ", exchange.Clinic.Page.Services.Select(s => s.Name(exchange.Language)));

    // one of the times on offer: by its place, by its hour, or by a plain yes to the only one
    static OfferedTime? Taken(Exchange exchange, Wish wish)
    {
        if (wish.Offered.Count == 0)
            return null;
        var heard = exchange.Heard;
        if (heard.Place is { } place && place < wish.Offered.Count)
            return wish.Offered[place];
        var fitting = wish.Offered.Where(o => FitsSaid(exchange, wish, o)).ToArray();
        // "no, make it Sunday" is another day, and not the one time of it that was named among others
        if (heard.Times is { Time: null, Date: not null } && YesNo.BeginsWithNo(heard.Utterance))
            return null;
        if (heard.Times.Time is { Bound: Bound.At } || heard.Times.Date is not null)
            return fitting.Length == 1 ? fitting[0] : fitting.Length > 1 && WishReader.PickOf(heard) is not null ? Placed(fitting, wish.Pick) : null;
        if ((WishReader.PickOf(heard) ?? (heard.Has(Cue.Any) ? Cue.First : null)) is { } pick && pick != Cue.Nearest && heard.Times is { Times.Count: 0, Parts.Count: 0, Spans.Count: 0 })
            return Placed(wish.Offered, pick);
        // a plain yes takes the first: it is read back before anything is written
        return heard.IsYes ? wish.Offered[0] : null;
    }

    static OfferedTime? Placed(IReadOnlyList<OfferedTime> offered, Cue? pick)
    {
        var place = pick switch { Cue.Second => 1, Cue.Third => 2, Cue.Last => offered.Count - 1, _ => 0 };
        return place < offered.Count ? offered[place] : null;
    }

    static bool FitsSaid(Exchange exchange, Wish wish, OfferedTime offered)
    {
        var local = exchange.Clinic.LocalAt(offered.Start);
        if (exchange.Heard.Times.Date is { } date && local.Date != date.Date)
            return false;
        // "at five" of an offer at 17:00 and no other five
        return exchange.Heard.Times.Time is not { Bound: Bound.At } time || local.TimeOfDay == time.Time || time.Guessed && local.TimeOfDay == time.Time.PlusHours(12);
    }

    static Slot? Decided(Exchange exchange, Wish wish, IReadOnlyList<Slot> slots)
    {
        if (wish.Pick is not null)
            return TimeFinder.Pick(exchange, wish, slots);
        // a day and an hour: that is the time
        return wish is { Date: not null, Time: not null, TimeBound: Bound.At } ? slots[0] : null;
    }

    async Task<bool> HoldAsync(Exchange exchange, Wish wish, OfferedTime time, Guid? except, CancellationToken cancellation)
    {
        // a moved appointment keeps its old place: nothing is held, the move itself decides
        if (except is null)
        {
            var held = await calendar.HoldAsync(exchange, wish, time, cancellation);
            if (!held.Succeeded)
            {
                exchange.Reply.Say("TakenMeanwhile");
                wish.Reopen();
                wish.Pick = null;
                Offer(exchange, wish, await finder.FindAsync(exchange, wish, except, cancellation));
                return false;
            }

            time = time with { Practitioner = held.Value!.Practitioner };
        }

        wish.Chosen = time;
        wish.Offered.Clear();
        return true;
    }

    static void Offer(Exchange exchange, Wish wish, FoundTimes found)
    {
        var (reply, frame) = (exchange.Reply, exchange.Frame);
        wish.Pick = null;
        if (found.Fit is Fit.TooFar or Fit.None)
        {
            if (found.Fit == Fit.TooFar)
                reply.Say("TooFar", exchange.Day(exchange.LocalNow.Date.PlusDays(exchange.Clinic.Rules.Policy.HorizonDays)));
            else
                reply.Say("NothingFree", exchange.Clinic.Service(wish.Service!.Value).Name(exchange.Language));
            reply.Offer(Texts.AgentTexts.Get("Quick.Wait", exchange.Language)).Did(AgentActKind.Request, SlotNames.Date);
            (wish.Date, wish.SpanFrom, wish.SpanTo, frame.Asked) = (null, null, null, Asked.Day);
            return;
        }

        var shown = Spread(exchange, wish, found);
        wish.Offered = [.. shown.Select(s => new OfferedTime(s.Practitioner, s.Start))];
        var oneDay = shown.Select(s => exchange.Clinic.LocalAt(s.Start).Date).Distinct().Count() == 1;
        if (found.Fit == Fit.SameDay)
            reply.Say("NotThen");
        else if (found.Fit == Fit.LaterDays)
            reply.Say("NothingThatDay", wish.Date is { } day ? exchange.Day(day) : "");
        reply.Say(
            oneDay ? "OfferTimesOfDay" : "OfferTimes", exchange.Clinic.Service(wish.Service!.Value).Name(exchange.Language), WithWhom(exchange, wish, shown),
            string.Join(exchange.Language == "ar" ? "، " : ", ", shown.Select(s => Words(exchange, s.Start, !oneDay))), exchange.Day(exchange.Clinic.LocalAt(shown[0].Start).Date));
        reply.Offer(shown.Select(s => Words(exchange, s.Start, !oneDay)));
        if (found.Fit == Fit.LaterDays)
            reply.Offer(Texts.AgentTexts.Get("Quick.Wait", exchange.Language));
        foreach (var slot in shown)
            reply.Did(AgentActKind.Offer, SlotNames.Time, exchange.Clinic.LocalAt(slot.Start).TimeOfDay.ToString("HH:mm", null));
        frame.Asked = Asked.Time;
    }

    // of many that fit: the first, and some over the rest of them, so that a choice is offered and not a row of neighbours
    static IReadOnlyList<Slot> Spread(Exchange exchange, Wish wish, FoundTimes found)
    {
        var slots = wish is { Time: not null } ? [.. TimeFinder.Nearest(exchange, wish, found.Slots).Take(MostOffered).OrderBy(s => s.Start)] : found.Slots;
        if (slots.Count <= MostOffered)
            return slots;
        return [.. Enumerable.Range(0, MostOffered).Select(i => slots[i * (slots.Count - 1) / (MostOffered - 1)])];
    }

    static string WithWhom(Exchange exchange, Wish wish, IReadOnlyList<Slot> shown)
    {
        var who = shown.Select(s => s.Practitioner).Distinct().ToArray();
        return who.Length == 1 ? exchange.Clinic.Practitioner(who[0]).Name(exchange.Language) : Texts.AgentTexts.Get("AnyDoctor", exchange.Language);
    }

    public static string Words(Exchange exchange, Instant start, bool withDay)
    {
        var local = exchange.Clinic.LocalAt(start);
        return withDay ? Texts.AgentTexts.Get("DayAndTime", exchange.Language, exchange.Day(local.Date), exchange.Time(local.TimeOfDay)) : exchange.Time(local.TimeOfDay);
    }
}
