using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Waitlist;

/// <summary>Never two accepted, never one time offered twice, whoever comes at once.</summary>
public sealed class WaitlistContentionTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_rounds_at_once_each_time_is_offered_once_and_in_order()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 2);
        var day = clinic.Workday();
        var entries = new List<WaitlistEntryId>();
        for (var i = 0; i < 12; i++)
            entries.Add((await clinic.JoinAsync(clinic.Half(day, 10, practitioner: null))).Entry);

        await AtOnceAsync(40, _ => clinic.RoundAsync());

        var offers = await clinic.OffersAsync();
        offers.Select(o => o.PractitionerId).ShouldBe(clinic.Practitioners, ignoreOrder: true);
        offers.Select(o => o.EntryId).ShouldBe(entries[..2], ignoreOrder: true);
        (await clinic.CountAsync("claims")).ShouldBe(2);
    }

    [Fact]
    public async Task Of_a_hundred_clicks_on_one_offer_all_see_the_one_booking()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, entry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        await clinic.RoundAsync();
        var offer = (await clinic.OpenOfferAsync(entry))!;

        var results = await AtOnceAsync(100, i => clinic.AcceptAsync(offer.Id, i % 2 == 0 ? waiter.Self : Desk));

        results.Select(r => r.Value).Distinct().ShouldHaveSingleItem();
        (await clinic.CountAsync("appointments")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    [Fact]
    public async Task When_time_runs_out_while_people_answer_and_rounds_go_on_one_time_is_one_booking()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
            var day = clinic.Workday();
            var waiters = new List<(Waiter Waiter, WaitlistEntryId Entry)>();
            for (var i = 0; i < 8; i++)
                waiters.Add(await clinic.JoinAsync(clinic.Half(day, 10)));
            await clinic.RoundAsync();

            // everybody presses whatever they are offered, the clock passes the limits, rounds and desk bookings come in between
            var accepted = (await AtOnceAsync(80, async i =>
            {
                switch (i % 5)
                {
                    case 0:
                        portal.Clock.Advance(TimeSpan.FromMinutes(2 + turn));
                        await clinic.RoundAsync();
                        return 0;
                    case 1:
                        await clinic.WithdrawAsync(waiters[i % 8].Entry, waiters[i % 8].Waiter.Self);
                        return 0;
                    case 2 when turn % 2 == 1:
                        return (await clinic.BookAsync(day.At(10))).Succeeded ? 1 : 0;
                    default:
                        var offer = (await clinic.OffersAsync()).LastOrDefault();
                        return offer is not null && (await clinic.AcceptAsync(offer.Id, waiters.Single(w => w.Entry == offer.EntryId).Waiter.Self)).Succeeded ? 1 : 0;
                }
            })).Sum();

            (await clinic.CountAsync($"appointments where starts_at = '{day.At(10)}' and status = 'Booked'")).ShouldBeLessThanOrEqualTo(1);
            (await clinic.CountAsync("appointments")).ShouldBe(await clinic.CountAsync("claims where expires_at is null"));
            (await clinic.CountAsync("waitlist_offers where state = 'Accepted'")).ShouldBeLessThanOrEqualTo(1);
            (await clinic.CountAsync("waitlist_entries where state = 'Accepted' and appointment_id is null")).ShouldBe(0);
            (accepted > 0).ShouldBe(await clinic.CountAsync("appointments") > 0);
        }
    }

    [Fact]
    public async Task What_was_accepted_when_the_process_died_is_booked_by_the_next_round()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, entry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        await clinic.RoundAsync();
        var offer = (await clinic.OpenOfferAsync(entry))!;
        await using (var scope = portal.Scope(clinic.Id, waiter.Self))
            (await scope.Get<OfferStore>().TryAcceptAsync(offer, keepLater: false, portal.Now, Cancellation)).ShouldBeTrue(); // and no more

        await clinic.RoundAsync();
        (await clinic.CountAsync("appointments")).ShouldBe(0, "the click may still be at work");
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await clinic.RoundAsync();

        (await clinic.CountAsync("appointments")).ShouldBe(1);
        (await clinic.AcceptAsync(offer.Id, waiter.Self)).Value.ShouldBe((await clinic.EntryAsync(entry)).AppointmentId!.Value);
    }

    static Task<int[]> AtOnceAsync(int workers, Func<int, Task> act) => AtOnceAsync<int>(workers, async i =>
    {
        await act(i);
        return 0;
    });

    static async Task<T[]> AtOnceAsync<T>(int workers, Func<int, Task<T>> act)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, workers).Select(i => Task.Run(async () =>
        {
            await gate.Task;
            return await act(i);
        })).ToArray();
        gate.SetResult();
        return await Task.WhenAll(all);
    }
}
