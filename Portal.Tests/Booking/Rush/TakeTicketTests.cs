using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Rush.Model;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Rush;

/// <summary>Tickets from the taking to their end.</summary>
public sealed class TakeTicketTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_says_the_place_in_line_and_then_the_booking()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.TakeTicketAsync(Monday(9), person: 1)).Value;
        var other = (await clinic.TakeTicketAsync(Monday(9), practitioner: 1, person: 2)).Value;
        var second = (await clinic.TakeTicketAsync(Monday(10), person: 3)).Value;
        (await clinic.ReadAsync(first)).Place!.Value.Ahead.ShouldBe(0);
        (await clinic.ReadAsync(other)).Place!.Value.Ahead.ShouldBe(0, "another practitioner's line is another line");
        var waiting = await clinic.ReadAsync(second);
        (waiting.State, waiting.Place!.Value.Ahead).ShouldBe((TicketState.Waiting, 1));
        (await clinic.CountAsync("appointments")).ShouldBe(0);

        await portal.DrainRushAsync();
        var done = await clinic.ReadAsync(second);
        done.State.ShouldBe(TicketState.Done);
        var appointment = await clinic.ReadAsync(done.Appointment!.Value);
        (appointment.Start, appointment.Practitioner, appointment.Status).ShouldBe((Monday(10), clinic.Practitioners[0], AppointmentStatus.Booked));
        (await clinic.CountAsync("appointments where source = 'Site'")).ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_ticket_says_why_and_offers_the_nearest_times()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.BookAsync(Monday(9))).Succeeded.ShouldBeTrue();
        var lost = (await clinic.TakeTicketAsync(Monday(9))).Value;
        var gone = (await clinic.TakeTicketAsync(Monday(3), person: 1)).Value;
        await portal.DrainRushAsync();
        var view = await clinic.ReadAsync(lost);
        (view.State, view.Reason).ShouldBe((TicketState.Refused, BookingError.Taken));
        view.Times.Select(slot => slot.Start).ShouldBe([Monday(9, 30), Monday(10), Monday(10, 30)]);
        (await clinic.ReadAsync(gone)).Reason.ShouldBe(BookingError.OutsideHours);
    }

    [Fact]
    public async Task The_same_form_twice_is_one_ticket_and_another_wish_under_its_key_is_an_error()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var key = Guid.NewGuid();
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => clinic.TakeTicketAsync(Monday(9), key: key))));
        both.Select(each => each.Value).Distinct().ShouldHaveSingleItem();
        (await clinic.TakeTicketAsync(Monday(10), key: key)).Error.ShouldBe(BookingError.KeyReused);
        (await clinic.TakeTicketAsync(Monday(9), key: key, name: "سلمى سعيد")).Error.ShouldBe(BookingError.KeyReused);
        (await clinic.CountAsync("booking_tickets")).ShouldBe(1);
        (await clinic.CountAsync("audit_entries where action = 'ticket.take' and outcome = 'KeyReused'")).ShouldBe(2);

        await portal.DrainRushAsync();
        var again = await clinic.TakeTicketAsync(Monday(9), key: key);
        (await clinic.ReadAsync(again.Value)).State.ShouldBe(TicketState.Done, "also after it was worked off");
        (await clinic.CountAsync("appointments")).ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_was_booked_at_once_before_the_rush_is_not_booked_again_by_its_ticket()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var key = Guid.NewGuid();
        await using (var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Patient(RushScenes.Phone(0))))
        {
            var patient = (await scope.Get<Domain.Patients.RegisterPatient>().ExecuteAsync(new("سلمى فؤاد", RushScenes.Phone(0), "ar"), Cancellation)).Value.Id;
            (await scope.Get<BookAppointment>().ExecuteAsync(new(key, patient, clinic.Service, clinic.Practitioners[0], Monday(9), BookingSource.Site), Cancellation)).Succeeded.ShouldBeTrue();
        }

        var ticket = (await clinic.TakeTicketAsync(Monday(9), key: key)).Value;
        await portal.DrainRushAsync();
        (await clinic.ReadAsync(ticket)).State.ShouldBe(TicketState.Done);
        (await clinic.CountAsync("appointments")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_said_of_the_person_is_gone_once_the_ticket_is_worked_off_refused_or_left()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeTicketAsync(Monday(9));
        await clinic.TakeTicketAsync(Monday(9), person: 1);
        var left = (await clinic.TakeTicketAsync(Monday(10), person: 2)).Value;
        (await clinic.CountAsync("booking_tickets where details ->> 'Name' = 'سلمى فؤاد' and details ->> 'Phone' like '+20100550000%'")).ShouldBe(3);
        await using (var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor))
        {
            (await scope.Get<LeaveLine>().ExecuteAsync(left, Cancellation)).ShouldBeTrue();
            (await scope.Get<LeaveLine>().ExecuteAsync(left, Cancellation)).ShouldBeFalse();
        }

        await portal.DrainRushAsync();
        (await clinic.TicketsAsync()).Select(t => t.State).ShouldBe([TicketState.Done, TicketState.Refused, TicketState.Left]);
        (await clinic.CountAsync("booking_tickets where details is not null")).ShouldBe(0);
        (await clinic.CountAsync("booking_tickets t where t::text like '%سلمى%' or t::text like '%+2010055%'")).ShouldBe(0);
    }

    [Fact]
    public void Nothing_of_the_person_is_in_what_a_log_could_write() =>
        $"{new TicketDetails(null, "سلمى فؤاد", "+201005500000", "ar")}".ShouldBe(nameof(TicketDetails));

    [Fact]
    public async Task The_desk_takes_no_ticket_and_a_service_that_nobody_offers_has_none()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.TakeTicketAsync(Monday(9), caller: Desk)).Error.ShouldBe(BookingError.Forbidden);
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        (await scope.Get<TakeTicket>().ExecuteAsync(
            new(Guid.NewGuid(), ServiceId.New(), null, Monday(9), BookingSource.Site, new(null, "سلمى فؤاد", "01005500000", "ar")), Cancellation)).Error.ShouldBe(BookingError.NotOffered);
    }

    [Fact]
    public async Task Who_proved_nothing_is_proposed_as_without_a_rush()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var ticket = (await clinic.TakeTicketAsync(Monday(9), caller: TestPortal.Visitor)).Value;
        await portal.DrainRushAsync();
        (await clinic.ReadAsync((await clinic.ReadAsync(ticket)).Appointment!.Value)).Status.ShouldBe(AppointmentStatus.Proposed);
    }

    [Fact]
    public async Task A_time_that_was_held_before_the_rush_stays_its_visitors_as_long_as_the_ticket_waits()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var visitor = Guid.NewGuid();
        (await clinic.HoldAsync(visitor, Monday(9))).Succeeded.ShouldBeTrue();
        var quicker = (await clinic.TakeTicketAsync(Monday(9), person: 1)).Value;
        var holder = (await clinic.TakeTicketAsync(Monday(9), person: 2, visitor: visitor)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(10)); // a hold lasts for five
        await portal.DrainRushAsync();
        (await clinic.ReadAsync(quicker)).Reason.ShouldBe(BookingError.Taken);
        (await clinic.ReadAsync(holder)).State.ShouldBe(TicketState.Done);
        (await clinic.CountAsync("holds")).ShouldBe(0);
    }

    [Fact]
    public async Task Tenants_are_apart_in_line_and_in_what_they_see()
    {
        var (mine, theirs) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var ticket = (await theirs.TakeTicketAsync(Monday(9))).Value;
        (await mine.ReadAsync((await mine.TakeTicketAsync(Monday(9))).Value)).Place!.Value.Ahead.ShouldBe(0);
        await using (var scope = portal.Scope(mine.Id, TestPortal.Visitor))
        {
            (await scope.Get<ReadTicket>().ExecuteAsync(ticket, new(2026, 11, 22), Cancellation)).ShouldBeNull();
            (await scope.Get<ReadTicket>().GlanceAsync(ticket, Cancellation)).ShouldBeNull();
            (await scope.Get<LeaveLine>().ExecuteAsync(ticket, Cancellation)).ShouldBeFalse();
            var links = scope.Get<TicketLinks>();
            links.Read(mine.Id, links.Path(theirs.Id, ticket)["/book/ticket/".Length..]).ShouldBeNull();
            links.Read(theirs.Id, links.Path(theirs.Id, ticket)["/book/ticket/".Length..]).ShouldBe(ticket);
            await using var db = scope.Db();
            (await db.Set<BookingTicket>().CountAsync(Cancellation)).ShouldBe(1);
        }

        await portal.DrainRushAsync();
        ((await mine.CountAsync("appointments")), (await theirs.CountAsync("appointments"))).ShouldBe((1, 1));
    }
}
