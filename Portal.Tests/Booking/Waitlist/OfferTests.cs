using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Waitlist;

/// <summary>What frees a time, to whom it is offered, for how long, and what ends a place in the list.</summary>
public sealed class OfferTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancelled_time_is_kept_for_the_first_who_waits_for_it_and_told_with_its_limit()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var start = clinic.Workday().At(10);
        var taken = (await clinic.BookAsync(start)).Value;
        var (first, firstEntry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10), "ar");
        var (_, secondEntry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        await portal.DrainOutboxAsync();
        (await clinic.OffersAsync()).ShouldBeEmpty("nothing is free yet");

        await clinic.CancelAsync(taken);
        await portal.DrainOutboxAsync();

        var offer = (await clinic.OffersAsync()).ShouldHaveSingleItem();
        (offer.EntryId, offer.PractitionerId, offer.StartsAt, offer.State, offer.ExpiresAt - offer.CreatedAt)
            .ShouldBe((firstEntry, clinic.Practitioners[0], start, WaitlistOfferState.Open, Duration.FromMinutes(30)));
        (await clinic.EntryAsync(firstEntry)).State.ShouldBe(WaitlistState.Offered);
        (await clinic.EntryAsync(secondEntry)).State.ShouldBe(WaitlistState.Waiting);
        (await clinic.SentAsync(first.Phone))[^1].ShouldStartWith("waitlist.offer عيادة: توفر موعد: كشف مع طبيب 0 يوم ");
        (await clinic.BookAsync(start, caller: Stranger)).Error.ShouldBe(Domain.Booking.BookingError.NotFound);
        (await clinic.BookAsync(start)).Error.ShouldBe(Domain.Booking.BookingError.Taken, "it is really kept, also from the desk");
        (await clinic.BookAsync(start, practitioner: 1)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_declines_or_does_not_answer_is_passed_over_and_the_last_leaves_it_to_everybody()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var start = clinic.Workday().At(10);
        var taken = (await clinic.BookAsync(start)).Value;
        var (first, firstEntry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        var (second, secondEntry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        await clinic.CancelAsync(taken);
        await portal.DrainOutboxAsync();

        (await clinic.DeclineAsync((await clinic.OpenOfferAsync(firstEntry))!.Id, first.Self)).Succeeded.ShouldBeTrue();
        await portal.DrainOutboxAsync();
        (await clinic.EntryAsync(firstEntry)).State.ShouldBe(WaitlistState.Waiting);
        var late = (await clinic.OpenOfferAsync(secondEntry)).ShouldNotBeNull();

        portal.Clock.Advance(TimeSpan.FromMinutes(29));
        await clinic.RoundAsync();
        (await clinic.OpenOfferAsync(secondEntry)).ShouldNotBeNull("it has a minute left");
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await clinic.RoundAsync();
        await portal.DrainOutboxAsync();

        (await clinic.OffersAsync()).Select(o => o.State).ShouldBe([WaitlistOfferState.Declined, WaitlistOfferState.Expired]);
        (await clinic.AcceptAsync(late.Id, second.Self)).Error.ShouldBe(WaitlistError.TooLate);
        (await clinic.CountAsync("claims")).ShouldBe(0);
        (await clinic.BookAsync(start)).Succeeded.ShouldBeTrue("the time is everybody's again");
        (await clinic.EntryAsync(secondEntry)).State.ShouldBe(WaitlistState.Waiting, "who did not answer keeps the place");
    }

    [Fact]
    public async Task What_is_accepted_is_booked_once_and_told_in_one_message()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, entry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        await portal.DrainOutboxAsync();
        var offer = (await clinic.OpenOfferAsync(entry))!;

        (await clinic.AcceptAsync(offer.Id, Stranger)).Error.ShouldBe(WaitlistError.NotFound);
        var booked = await clinic.AcceptAsync(offer.Id, waiter.Self);
        (await clinic.AcceptAsync(offer.Id, waiter.Self)).Value.ShouldBe(booked.Value);
        (await clinic.AcceptAsync(offer.Id, Desk)).Value.ShouldBe(booked.Value);
        (await clinic.DeclineAsync(offer.Id, waiter.Self)).Error.ShouldBe(WaitlistError.Closed);
        await portal.DrainOutboxAsync();

        var appointment = await clinic.ReadAsync(booked.Value);
        (appointment.Patient, appointment.Start, appointment.Status, appointment.Practitioner).ShouldBe((waiter.Patient, offer.StartsAt, AppointmentStatus.Booked, offer.PractitionerId));
        var closed = await clinic.EntryAsync(entry);
        (closed.State, closed.AppointmentId).ShouldBe((WaitlistState.Accepted, booked.Value));
        (await clinic.CountAsync("appointments")).ShouldBe(1);
        (await clinic.CountAsync("holds")).ShouldBe(0);
        var sent = await clinic.SentAsync(waiter.Phone);
        sent.Select(s => s.Split(' ')[0]).ShouldBe(["waitlist.joined", "waitlist.offer", "waitlist.accepted"]);
        sent[^1].ShouldContain("/a/");
    }

    [Fact]
    public async Task A_time_off_that_is_removed_and_hours_that_are_extended_are_found_by_the_rounds()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        await using var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await admin.Get<AddTimeOff>().ExecuteAsync(new(clinic.Practitioners[0], day.AtMidnight(), day.PlusDays(1).AtMidnight(), null), Cancellation)).Succeeded.ShouldBeTrue();
        var off = await clinic.ReadAsync(db => db.Set<TimeOff>().Select(o => o.Id).SingleAsync(Cancellation));
        var (_, morning) = await clinic.JoinAsync(clinic.Half(day, 10));
        var (_, night) = await clinic.JoinAsync(clinic.Half(day, 20));
        await clinic.RoundAsync();
        (await clinic.OffersAsync()).ShouldBeEmpty();

        (await admin.Get<RemoveTimeOff>().ExecuteAsync(off, Cancellation)).Succeeded.ShouldBeTrue();
        await clinic.RoundAsync();
        (await clinic.OffersAsync()).ShouldHaveSingleItem().EntryId.ShouldBe(morning);

        (await admin.Get<SaveSchedule>().ExecuteAsync(
            new(null, clinic.Practitioners[0], null, day, day, [new(day.DayOfWeek, new LocalTime(9, 0), new LocalTime(21, 0))]), Cancellation)).Succeeded.ShouldBeTrue();
        await clinic.RoundAsync();
        (await clinic.OpenOfferAsync(night)).ShouldNotBeNull().StartsAt.ShouldBe(day.At(20));
    }

    [Fact]
    public async Task A_moved_and_a_missed_appointment_free_their_time_too()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        var (moved, missed) = ((await clinic.BookAsync(day.At(10))).Value, (await clinic.BookAsync(day.At(11))).Value);
        var (_, ten) = await clinic.JoinAsync(clinic.Half(day, 10));
        var (_, eleven) = await clinic.JoinAsync(clinic.Half(day, 11));
        (await clinic.MoveAsync(moved, day.At(15))).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync(missed, AppointmentStatus.NoShow)).Succeeded.ShouldBeTrue();
        await portal.DrainOutboxAsync();
        (await clinic.OffersAsync()).ShouldBeEmpty("the desk may take it back for a minute");
        (await clinic.CountAsync("claims")).ShouldBe(1, "and has the place to take it back to");
        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        await clinic.RoundAsync();
        (await clinic.OffersAsync()).Select(o => o.EntryId).ShouldBe([ten, eleven], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_is_written_to_at_night_and_in_the_morning_the_round_comes_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.JoinAsync(clinic.Half(clinic.Workday(3), 10));
        var midnight = portal.Now.InZone(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).Date.PlusDays(1).At(0);
        portal.Clock.Advance((midnight - portal.Now).ToTimeSpan());
        await portal.DrainOutboxAsync();
        (await clinic.OffersAsync()).ShouldBeEmpty();
        portal.Clock.Advance(TimeSpan.FromHours(9));
        await clinic.RoundAsync();
        (await clinic.OffersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_clinic_sets_how_long_and_a_near_time_is_kept_for_half_of_what_is_left_and_never_into_the_notice()
    {
        var settings = new WaitlistSettings(default) { OfferMinutes = 60 };
        var (now, notice) = (Instant.FromUtc(2026, 11, 22, 7, 0), Duration.FromMinutes(60));
        OfferTerms.Until(settings, notice, now, now + Duration.FromDays(2)).ShouldBe(now + Duration.FromMinutes(60));
        OfferTerms.Until(settings, Duration.Zero, now, now + Duration.FromMinutes(50)).ShouldBe(now + Duration.FromMinutes(25));
        OfferTerms.Until(settings, notice, now, now + Duration.FromMinutes(90)).ShouldBe(now + Duration.FromMinutes(30));
        OfferTerms.Until(settings, notice, now, now + Duration.FromMinutes(64)).ShouldBeNull();

        var clinic = await TestClinic.CreateAsync(portal);
        await using var desk = portal.Scope(clinic.Id, Desk);
        (await desk.Get<SaveWaitlistSettings>().ExecuteAsync(new(45, new(9, 0), new(20, 0)), Cancellation)).Error.ShouldBe(SetupError.Forbidden);
        await using var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await admin.Get<SaveWaitlistSettings>().ExecuteAsync(new(2, new(9, 0), new(20, 0)), Cancellation)).Error.ShouldBe(SetupError.OfferOutOfRange);
        (await admin.Get<SaveWaitlistSettings>().ExecuteAsync(new(45, new(20, 0), new(9, 0)), Cancellation)).Error.ShouldBe(SetupError.DatesWrong);
        (await admin.Get<SaveWaitlistSettings>().ExecuteAsync(new(45, new(0, 0), new(23, 59)), Cancellation)).Succeeded.ShouldBeTrue();
        await clinic.JoinAsync(clinic.Half(clinic.Workday(2), 10));
        await clinic.RoundAsync();
        var offer = (await clinic.OffersAsync()).ShouldHaveSingleItem();
        (offer.ExpiresAt - offer.CreatedAt).ShouldBe(Duration.FromMinutes(45));
    }

    [Fact]
    public async Task Who_books_the_same_elsewhere_is_off_the_list_and_what_was_kept_goes_to_the_next()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        (await clinic.TryJoinAsync(clinic.Patient, clinic.Half(day, 10), Owner)).Succeeded.ShouldBeTrue();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, next) = await clinic.JoinAsync(clinic.Half(day, 10));
        await portal.DrainOutboxAsync();
        var kept = (await clinic.OffersAsync()).ShouldHaveSingleItem();

        (await clinic.BookAsync(day.At(14))).Succeeded.ShouldBeTrue(); // for the first one
        await portal.DrainOutboxAsync();

        var first = await clinic.EntryAsync(kept.EntryId);
        (first.State, first.ClosedBy).ShouldBe((WaitlistState.Withdrawn, WaitlistCloser.Booking));
        (await clinic.OpenOfferAsync(next)).ShouldNotBeNull().StartsAt.ShouldBe(day.At(10));
        (await clinic.AcceptAsync(kept.Id, Owner)).Error.ShouldBe(WaitlistError.TooLate);
    }

    [Fact]
    public async Task After_the_last_wished_day_the_place_is_over_and_said_so_at_a_decent_hour()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        (await clinic.BookAsync(day.At(10))).Succeeded.ShouldBeTrue();
        var (waiter, entry) = await clinic.JoinAsync(clinic.Half(day, 10));
        portal.Clock.Advance((day.PlusDays(1).At(3) - portal.Now).ToTimeSpan());
        await clinic.RoundAsync();
        (await clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Waiting, "nobody is woken for this");
        portal.Clock.Advance(TimeSpan.FromHours(6));
        await clinic.RoundAsync();
        (await clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Expired);
        (await clinic.SentAsync(waiter.Phone))[^1].ShouldStartWith("waitlist.ended Clinic: no time came free for Consultation");
    }

    [Fact]
    public async Task Nobody_is_offered_more_than_three_times_in_a_day_nor_one_time_twice()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var (waiter, entry) = await clinic.JoinAsync(new WaitlistWishes(clinic.Practitioners[0], clinic.Workday(2), clinic.Workday(2)));
        for (var i = 0; i < 5; i++)
        {
            await portal.DrainOutboxAsync();
            if (await clinic.OpenOfferAsync(entry) is { } open)
                await clinic.DeclineAsync(open.Id, waiter.Self);
        }

        (await clinic.OffersAsync()).Select(o => o.StartsAt).ShouldBe([clinic.Workday(2).At(9), clinic.Workday(2).At(9, 30), clinic.Workday(2).At(10)]);
    }

    [Fact]
    public async Task The_desk_offers_a_time_of_its_own_choice_past_the_order_and_nobody_else_does()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        await clinic.BookAsync(day.At(10));
        var (_, first) = await clinic.JoinAsync(clinic.Half(day, 10));
        var (chosen, second) = await clinic.JoinAsync(clinic.Half(day, 10));

        (await clinic.OfferAsync(second, day.At(16), TestPortal.Staff(StaffRole.Doctor))).Error.ShouldBe(WaitlistError.Forbidden);
        (await clinic.OfferAsync(second, day.At(16), chosen.Self)).Error.ShouldBe(WaitlistError.Forbidden);
        (await clinic.OfferAsync(second, day.At(10))).Error.ShouldBe(WaitlistError.Taken);
        (await clinic.OfferAsync(second, day.At(22))).Error.ShouldBe(WaitlistError.NotOffered);
        (await clinic.OfferAsync(second, day.At(16))).Succeeded.ShouldBeTrue();
        (await clinic.OfferAsync(second, day.At(15))).Error.ShouldBe(WaitlistError.Closed);

        (await clinic.OffersAsync()).ShouldHaveSingleItem().OfferedBy.ShouldNotBeNull();
        (await clinic.CountAsync("claims where expires_at is not null")).ShouldBe(1, "a refused offer keeps nothing");
        (await clinic.EntryAsync(first)).State.ShouldBe(WaitlistState.Waiting);
    }

    [Fact]
    public async Task Who_may_not_come_is_not_put_on_the_list_and_who_must_book_by_the_desk_is_offered_nothing_by_itself()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        await ChangeAsync(clinic, db => db.Set<Service>().ExecuteUpdateAsync(x => x.SetProperty(y => y.MinAge, 18), Cancellation));
        var waiter = await clinic.WaiterAsync();
        (await clinic.TryJoinAsync(waiter.Patient, clinic.Half(day, 10), waiter.Self)).Error.ShouldBe(WaitlistError.NotForPatient);
        (await clinic.TryJoinAsync(waiter.Patient, clinic.Half(day, 10), TestPortal.Visitor)).Error.ShouldBe(WaitlistError.DeskOnly, "nothing is told of the record");

        await ChangeAsync(clinic, db => db.Set<Service>().ExecuteUpdateAsync(x => x.SetProperty(y => y.MinAge, default(int?)), Cancellation));
        await ChangeAsync(clinic, db => db.Set<BookingSettings>().ExecuteUpdateAsync(x => x.SetProperty(y => y.NoShowPolicy, NoShowPolicy.DeskOnly).SetProperty(y => y.NoShowLimit, 1), Cancellation));
        var missed = (await clinic.BookAsync(day.At(9))).Value; // for the clinic's patient
        (await clinic.SetAsync(missed, AppointmentStatus.NoShow)).Succeeded.ShouldBeTrue();
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        (await clinic.TryJoinAsync(clinic.Patient, clinic.Half(day, 10), Owner)).Error.ShouldBe(WaitlistError.DeskOnly);
        (await clinic.TryJoinAsync(clinic.Patient, clinic.Half(day, 10), TestPortal.Visitor)).Succeeded.ShouldBeTrue("nobody is told who missed what");
        (await clinic.TryJoinAsync(clinic.Patient, clinic.Half(day, 10))).Succeeded.ShouldBeTrue("the desk may");
        await clinic.RoundAsync();
        (await clinic.OffersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_offer_that_the_rules_have_overtaken_is_lost_and_the_place_kept()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var day = clinic.Workday();
        var (waiter, entry) = await clinic.JoinAsync(clinic.Half(day, 10));
        await portal.DrainOutboxAsync();
        var offer = (await clinic.OpenOfferAsync(entry))!;
        await using (var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            await admin.Get<AddTimeOff>().ExecuteAsync(new(clinic.Practitioners[0], day.AtMidnight(), day.PlusDays(1).AtMidnight(), null), Cancellation);

        (await clinic.AcceptAsync(offer.Id, waiter.Self)).Error.ShouldBe(WaitlistError.NotOffered);
        (await clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Waiting);
        (await clinic.OffersAsync()).ShouldHaveSingleItem().State.ShouldBe(WaitlistOfferState.Lost);
        (await clinic.CountAsync("claims")).ShouldBe(0);
    }

    // past the set-up's use cases, which say nothing of this here
    async Task ChangeAsync(TestClinic clinic, Func<Domain.Platform.Data.PortalDbContext, Task<int>> change)
    {
        await clinic.ReadAsync(change);
        await using var scope = portal.Scope(clinic.Id);
        scope.Get<Domain.Platform.Live.TenantCache>().Forget(clinic.Id, Domain.Platform.Live.Topics.Rules);
    }
}
