using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Notifications.Replies;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Waitlist;

/// <summary>Who takes an earlier time has one appointment afterwards, unless they want both.</summary>
public sealed class LaterGivesWayTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_later_appointment_moves_to_the_earlier_time_unless_both_are_wanted(bool keepLater)
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (start, later) = (clinic.Workday().At(10), clinic.Workday(4).At(12));
        var (offer, own) = await OfferedAsync(clinic, start, later);

        await using (var scope = portal.Scope(clinic.Id, Owner))
        {
            (await scope.Get<AcceptOffer>().LaterAsync(offer, Cancellation))!.Start.ShouldBe(later);
            var accepted = await scope.Get<AcceptOffer>().ExecuteAsync(new(offer, keepLater), Cancellation);
            (accepted.Value == own).ShouldBe(!keepLater);
            (await scope.Get<AcceptOffer>().ExecuteAsync(new(offer, keepLater), Cancellation)).Value.ShouldBe(accepted.Value, "sent twice, it is done once");
        }

        (await StartsAsync(clinic)).ShouldBe(keepLater ? [start, later] : [start]);
        (await clinic.CountAsync("claims where expires_at is null")).ShouldBe(keepLater ? 2 : 1);
        (await clinic.CountAsync("holds")).ShouldBe(0);
        (await clinic.OffersAsync()).ShouldHaveSingleItem().AppointmentId.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_process_that_dies_after_the_move_doubles_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (start, later) = (clinic.Workday().At(10), clinic.Workday(4).At(12));
        var (offer, own) = await OfferedAsync(clinic, start, later);
        await using (var scope = portal.Scope(clinic.Id, Owner))
            (await scope.Get<AcceptOffer>().ExecuteAsync(new(offer), Cancellation)).Value.ShouldBe(own);
        // as if it had died before it wrote down what it had done
        await portal.AsSuperuserAsync<int>($"update waitlist_offers set appointment_id = null where id = '{offer.Value}' returning 1");

        await using (var scope = portal.Scope(clinic.Id, Owner))
            (await scope.Get<AcceptOffer>().ExecuteAsync(new(offer), Cancellation)).Value.ShouldBe(own);
        (await StartsAsync(clinic)).ShouldBe([start]);
        (await clinic.OffersAsync()).ShouldHaveSingleItem().State.ShouldBe(WaitlistOfferState.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_chosen_is_done_though_the_process_dies_before_it_books(bool keepLater)
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (start, later) = (clinic.Workday().At(10), clinic.Workday(4).At(12));
        var (id, _) = await OfferedAsync(clinic, start, later);
        var offer = (await clinic.OffersAsync()).ShouldHaveSingleItem();
        await using (var scope = portal.Scope(clinic.Id, Owner))
            (await scope.Get<OfferStore>().TryAcceptAsync(offer, keepLater, portal.Now, Cancellation)).ShouldBeTrue(); // and no more

        await using (var scope = portal.Scope(clinic.Id, Owner))
            (await scope.Get<AcceptOffer>().ExecuteAsync(new(id, !keepLater), Cancellation)).Succeeded.ShouldBeTrue("the first answer counts");

        (await StartsAsync(clinic)).ShouldBe(keepLater ? [start, later] : [start]);
    }

    [Fact]
    public async Task The_rounds_keep_both_where_both_were_wanted()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (start, later) = (clinic.Workday().At(10), clinic.Workday(4).At(12));
        await OfferedAsync(clinic, start, later);
        var offer = (await clinic.OffersAsync()).ShouldHaveSingleItem();
        await using (var scope = portal.Scope(clinic.Id, Owner))
            (await scope.Get<OfferStore>().TryAcceptAsync(offer, keepLater: true, portal.Now, Cancellation)).ShouldBeTrue();
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await clinic.RoundAsync();
        (await StartsAsync(clinic)).ShouldBe([start, later]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_form_sent_many_times_at_once_is_done_once_and_lost_by_none(bool keepLater)
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (start, later) = (clinic.Workday().At(10), clinic.Workday(4).At(12));
        var (offer, _) = await OfferedAsync(clinic, start, later);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var scope = portal.Scope(clinic.Id, Owner);
            return await scope.Get<AcceptOffer>().ExecuteAsync(new(offer, keepLater), Cancellation);
        })));

        answers.ShouldAllBe(a => a.Succeeded);
        answers.Select(a => a.Value).Distinct().ShouldHaveSingleItem();
        (await StartsAsync(clinic)).ShouldBe(keepLater ? [start, later] : [start]);
        (await clinic.OffersAsync()).ShouldHaveSingleItem().State.ShouldBe(WaitlistOfferState.Accepted);
    }

    [Theory]
    [InlineData(1, 12, true)]
    [InlineData(4, 12, false)]
    public async Task A_yes_by_message_gives_up_what_the_message_named_and_nothing_far_off(int workdays, int hour, bool givesWay)
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (start, later) = (clinic.Workday().At(10), clinic.Workday(workdays).At(hour));
        await OfferedAsync(clinic, start, later);
        var phone = await clinic.ReadAsync(db => db.Set<Domain.Patients.Model.Patient>().Where(p => p.Id == clinic.Patient).Select(p => p.Phone).SingleAsync(Cancellation));
        (await clinic.SentAsync(phone)).Count(m => m.StartsWith("waitlist.offer.instead ", StringComparison.Ordinal)).ShouldBe(givesWay ? 1 : 0);
        (await clinic.OffersAsync()).ShouldHaveSingleItem().KeepLater.ShouldBe(!givesWay);

        await using (var scope = portal.Scope(clinic.Id))
            (await scope.Get<ReceiveReply>().ExecuteAsync(new(MessageChannel.Sms, phone, "yes", $"later-{workdays}"), Cancellation)).Succeeded.ShouldBeTrue();
        await portal.DrainOutboxAsync();

        (await StartsAsync(clinic)).ShouldBe(givesWay ? [start] : [start, later]);
    }

    // the clinic's own patient has the later appointment and waits for an earlier one
    async Task<(WaitlistOfferId Offer, AppointmentId Own)> OfferedAsync(TestClinic clinic, Instant start, Instant later)
    {
        var taken = await clinic.WaiterAsync();
        await using var desk = portal.Scope(clinic.Id, Desk);
        var blocking = (await desk.Get<Domain.Booking.BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), taken.Patient, clinic.Service, clinic.Practitioners[0], start, BookingSource.Desk), Cancellation)).Value;
        var own = (await clinic.BookAsync(later)).Value;
        var entry = (await clinic.TryJoinAsync(clinic.Patient, clinic.Half(clinic.Workday(), 10), Owner)).Value.Entry;
        (await clinic.SetAsync(blocking, AppointmentStatus.Cancelled, taken.Self)).Succeeded.ShouldBeTrue();
        await portal.DrainOutboxAsync();
        return ((await clinic.OpenOfferAsync(entry))!.Id, own.Id);
    }

    static Task<List<Instant>> StartsAsync(TestClinic clinic) => clinic.ReadAsync(db => db.Set<Appointment>()
        .Where(a => a.PatientId == clinic.Patient && a.Status == AppointmentStatus.Booked).OrderBy(a => a.StartsAt).Select(a => a.StartsAt).ToListAsync(Cancellation));
}
