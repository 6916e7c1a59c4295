using CsCheck;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Waitlist;

/// <summary>
/// Whatever people wish for and whatever comes free: nobody is offered a time past somebody who joined before them, waits, wishes for that time and was
/// not offered it already. Random lists and cancellations against the real database.
/// </summary>
public sealed class WaitlistOrderProperties(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    // doctor (2 is any), first and last of three days, weekdays, part of the day
    static readonly Gen<(int Doctor, int From, int Days, int Weekdays, int Part)> Wish = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3], Gen.OneOf(Gen.Const(127), Gen.Int[1, 127]), Gen.OneOf(Gen.Const(0), Gen.Int[0, 2]));

    // what happens: a time comes free, an offer is declined, accepted, left to expire; somebody leaves
    static readonly Gen<(int Act, int Which)> Event = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1000]);

    [Fact]
    public async Task The_order_of_joining_is_kept_among_those_whose_wishes_fit()
    {
        var offered = 0;
        for (var i = 0; i < 12; i++)
        {
            var stories = new List<((int, int, int, int, int)[] Wishes, (int, int)[] Events)>();
            Gen.Select(Wish.Array[3, 9], Event.Array[5, 14]).Sample(story => stories.Add(story), iter: 1, threads: 1);
            foreach (var (wishes, events) in stories)
                offered += await TellAsync(wishes, events);
        }

        offered.ShouldBeGreaterThan(20, "stories in which nothing happens prove nothing");
    }

    async Task<int> TellAsync((int Doctor, int From, int Days, int Weekdays, int Part)[] wishes, (int Act, int Which)[] events)
    {
        // each story begins in the morning: at night nobody is offered anything
        var local = portal.Now.InZone(Cairo).LocalDateTime;
        portal.Clock.Advance(((local.Hour < 12 ? local.Date : local.Date.PlusDays(1)).At(local.Hour < 12 ? 12 : 9) - portal.Now).ToTimeSpan());
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 2, step: 240); // starts at 9 and at 13 alone
        var first = clinic.Workday(2);
        var booked = new List<AppointmentState>();
        foreach (var day in Enumerable.Range(0, 5).Select(first.PlusDays).Where(d => d.DayOfWeek != IsoDayOfWeek.Friday))
            foreach (var (hour, doctor) in ((int, int)[])[(9, 0), (9, 1), (13, 0), (13, 1)])
                booked.Add((await clinic.BookAsync(day.At(hour), doctor)).Value);
        var waiting = new List<(Waiter Waiter, WaitlistEntryId Entry, WaitlistWishes Wishes)>();
        foreach (var wish in wishes)
        {
            var wanted = new WaitlistWishes(
                wish.Doctor == 2 ? null : clinic.Practitioners[wish.Doctor], first.PlusDays(wish.From), first.PlusDays(wish.From + wish.Days), (Weekdays)wish.Weekdays, null, null).In((WishedPart)wish.Part);
            if (!wanted.HasDay)
                continue;
            var (waiter, entry) = await clinic.JoinAsync(wanted);
            waiting.Add((waiter, entry, wanted));
        }

        await RoundAsync(clinic, waiting);
        foreach (var (act, which) in events)
        {
            var open = (await clinic.OffersAsync()).Where(o => o.State == WaitlistOfferState.Open).ToArray();
            switch (act)
            {
                case <= 4 when booked.Count > 0:
                    await clinic.CancelAsync(booked[which % booked.Count]);
                    booked.RemoveAt(which % booked.Count);
                    break;
                case 5 when open.Length > 0:
                    await clinic.DeclineAsync(open[which % open.Length].Id, waiting.Single(w => w.Entry == open[which % open.Length].EntryId).Waiter.Self);
                    break;
                case 6 when open.Length > 0:
                    (await clinic.AcceptAsync(open[which % open.Length].Id, waiting.Single(w => w.Entry == open[which % open.Length].EntryId).Waiter.Self)).Succeeded.ShouldBeTrue();
                    break;
                case 7 when waiting.Count > 0:
                    await clinic.WithdrawAsync(waiting[which % waiting.Count].Entry, waiting[which % waiting.Count].Waiter.Self);
                    break;
                default:
                    portal.Clock.Advance(TimeSpan.FromMinutes(31));
                    break;
            }

            await RoundAsync(clinic, waiting);
        }

        return (await clinic.OffersAsync()).Count;
    }

    static async Task RoundAsync(TestClinic clinic, List<(Waiter Waiter, WaitlistEntryId Entry, WaitlistWishes Wishes)> waiting)
    {
        var before = await clinic.OffersAsync();
        await clinic.RoundAsync();
        var after = await clinic.OffersAsync();
        foreach (var offer in after.Where(o => before.TrueForAll(b => b.Id != o.Id)))
        {
            var place = waiting.FindIndex(w => w.Entry == offer.EntryId);
            var at = offer.StartsAt.InZone(Cairo).LocalDateTime;
            waiting[place].Wishes.Fit(offer.PractitionerId, at).ShouldBeTrue("nobody is offered what they did not wish for");
            foreach (var earlier in waiting.Take(place))
            {
                var theirs = after.Where(o => o.EntryId == earlier.Entry).ToArray();
                var passedOver = (await clinic.EntryAsync(earlier.Entry)).State == WaitlistState.Waiting && earlier.Wishes.Fit(offer.PractitionerId, at)
                    && theirs.All(o => o.StartsAt != offer.StartsAt) && theirs.Count(o => o.CreatedAt > clinic.Portal.Now - Duration.FromHours(24)) < OfferTerms.MostInADay;
                passedOver.ShouldBeFalse($"{earlier.Wishes} came before {waiting[place].Wishes}");
            }
        }

        after.Where(o => o.State == WaitlistOfferState.Open).GroupBy(o => (o.PractitionerId, o.StartsAt)).ShouldAllBe(slot => slot.Count() == 1);
        after.Where(o => o.State is WaitlistOfferState.Open or WaitlistOfferState.Accepted).GroupBy(o => o.EntryId).ShouldAllBe(entry => entry.Count() == 1);
    }
}
