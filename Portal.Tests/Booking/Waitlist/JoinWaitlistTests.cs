using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Waitlist;

public sealed class JoinWaitlistTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_joins_is_told_in_their_language_with_a_link_that_opens_their_place_here_alone()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var (waiter, entry) = await clinic.JoinAsync(new(null, clinic.Workday(), clinic.Workday(6)), "ar");

        var told = (await clinic.SentAsync(waiter.Phone)).ShouldHaveSingleItem();
        told.ShouldStartWith("waitlist.joined عيادة: اسمك الآن في قائمة انتظار كشف.");
        var token = told[(told.IndexOf("/w/", StringComparison.Ordinal) + 3)..];
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        (await scope.Get<ActAsWaiter>().ExecuteAsync(token, Cancellation)).ShouldBe(entry);
        scope.Get<Caller>().Phone.ShouldBe(waiter.Phone);
        await using var elsewhere = portal.Scope(other.Id, TestPortal.Visitor);
        (await elsewhere.Get<ActAsWaiter>().ExecuteAsync(token, Cancellation)).ShouldBeNull();
        elsewhere.Get<Caller>().Kind.ShouldBe(CallerKind.Visitor);
        (await elsewhere.Get<ActAsWaiter>().ExecuteAsync(token[..^2] + "AA", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Joining_again_for_the_same_keeps_the_place_and_takes_the_new_wishes()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var wishes = clinic.Half(clinic.Workday(), 10);
        var (waiter, entry) = await clinic.JoinAsync(wishes);
        var joined = (await clinic.EntryAsync(entry)).CreatedAt;

        var wider = wishes.In(WishedPart.Evening) with { To = wishes.To.PlusDays(7), Days = Weekdays.Saturday | Weekdays.Sunday };
        var again = (await clinic.TryJoinAsync(waiter.Patient, wider, waiter.Self)).Value;

        again.ShouldBe(new(entry, KeptPlace: true));
        var now = await clinic.EntryAsync(entry);
        (now.CreatedAt, now.Wishes, now.Wishes.Part).ShouldBe((joined, wider, WishedPart.Evening));
        (await clinic.SentAsync(waiter.Phone)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_form_sent_many_times_at_once_is_one_place_and_one_message()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiter = await clinic.WaiterAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => clinic.TryJoinAsync(waiter.Patient, clinic.Half(clinic.Workday(), 10), waiter.Self))));
        results.Select(r => r.Value.Entry).Distinct().Count().ShouldBe(1);
        (await clinic.CountAsync("waitlist_entries")).ShouldBe(1);
        (await clinic.SentAsync(waiter.Phone)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_impossible_is_refused_by_name()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiter = await clinic.WaiterAsync();
        var (day, fine) = (clinic.Workday(), clinic.Half(clinic.Workday(), 10));
        (await clinic.TryJoinAsync(waiter.Patient, fine with { From = day.PlusDays(2), To = day })).Error.ShouldBe(WaitlistError.DatesWrong);
        (await clinic.TryJoinAsync(waiter.Patient, fine with { From = day.PlusDays(-9), To = day.PlusDays(-8) })).Error.ShouldBe(WaitlistError.DatesWrong);
        (await clinic.TryJoinAsync(waiter.Patient, fine with { To = day.PlusDays(800) })).Error.ShouldBe(WaitlistError.DatesWrong);
        (await clinic.TryJoinAsync(waiter.Patient, fine with { Days = Weekdays.All & ~WaitlistWishes.On(day.DayOfWeek) })).Error.ShouldBe(WaitlistError.NoTimeWished);
        (await clinic.TryJoinAsync(waiter.Patient, fine with { ToTime = null })).Error.ShouldBe(WaitlistError.NoTimeWished);
        (await clinic.TryJoinAsync(waiter.Patient, fine with { Practitioner = PractitionerId.New() })).Error.ShouldBe(WaitlistError.NotOffered);
        (await clinic.CountAsync("waitlist_entries")).ShouldBe(0);
        (await clinic.CountAsync("audit_entries where action = 'waitlist.join' and outcome <> 'done'")).ShouldBe(6);
    }

    [Fact]
    public async Task A_patient_puts_people_of_the_own_phone_alone_and_staff_without_the_desk_nobody()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var wishes = clinic.Half(clinic.Workday(), 10);
        (await clinic.TryJoinAsync(clinic.Patient, wishes, Stranger)).Error.ShouldBe(WaitlistError.NotFound);
        (await clinic.TryJoinAsync(clinic.Patient, wishes, TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(WaitlistError.Forbidden);
        (await clinic.TryJoinAsync(clinic.Patient, wishes, Owner)).Succeeded.ShouldBeTrue();
        (await clinic.TryJoinAsync(clinic.Patient, wishes with { Practitioner = null }, TestPortal.Visitor)).Succeeded.ShouldBeTrue("the link goes to the phone, whoever asked");
    }

    [Fact]
    public async Task One_phone_waits_for_ten_things_and_no_more()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 11);
        var waiter = await clinic.WaiterAsync();
        for (var i = 0; i < 10; i++)
            (await clinic.TryJoinAsync(waiter.Patient, clinic.Half(clinic.Workday(), 10, i))).Succeeded.ShouldBeTrue();
        (await clinic.TryJoinAsync(waiter.Patient, clinic.Half(clinic.Workday(), 10, 10))).Error.ShouldBe(WaitlistError.TooMany);
    }

    [Fact]
    public async Task Only_the_desk_reads_the_list_and_only_the_own_places_are_seen_by_a_phone()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var (waiter, entry) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        foreach (var caller in (Action<Caller>[])[TestPortal.Visitor, waiter.Self, TestPortal.Staff(StaffRole.Pharmacist)])
        {
            await using var scope = portal.Scope(clinic.Id, caller);
            (await scope.Get<ListWaitlist>().ExecuteAsync(Cancellation)).Error.ShouldBe(WaitlistError.Forbidden);
        }

        await using var desk = portal.Scope(clinic.Id, Desk);
        (await desk.Get<ListWaitlist>().ExecuteAsync(Cancellation)).Value.ShouldHaveSingleItem().Id.ShouldBe(entry);
        await using var elsewhere = portal.Scope(other.Id, Desk);
        (await elsewhere.Get<ListWaitlist>().ExecuteAsync(Cancellation)).Value.ShouldBeEmpty();

        await using var self = portal.Scope(clinic.Id, waiter.Self);
        (await self.Get<MyWaitlist>().ExecuteAsync(Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(entry);
        await using var stranger = portal.Scope(clinic.Id, Stranger);
        (await stranger.Get<MyWaitlist>().ExecuteAsync(Cancellation)).ShouldBeEmpty();
        (await stranger.Get<MyWaitlist>().FindAsync(entry, Cancellation)).ShouldBeNull();
        (await clinic.WithdrawAsync(entry, Stranger)).Error.ShouldBe(WaitlistError.NotFound);
        (await clinic.WithdrawAsync(entry, TestPortal.Visitor)).Error.ShouldBe(WaitlistError.Forbidden);
        (await clinic.WithdrawAsync(entry, waiter.Self)).Succeeded.ShouldBeTrue();
        (await clinic.EntryAsync(entry)).ClosedBy.ShouldBe(WaitlistCloser.Patient);
        (await clinic.WithdrawAsync(entry, waiter.Self)).Error.ShouldBe(WaitlistError.Closed);
    }
}
