using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Rush;

/// <summary>When patients come in by tickets.</summary>
public sealed class RushDoorTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_opens_by_itself_at_the_clinics_rate_and_closes_when_the_rush_is_over()
    {
        var (clinic, quiet) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await clinic.SetRushAsync(RushMode.Automatic, rate: 5);
        await quiet.SetRushAsync(RushMode.Automatic, rate: 5);
        for (var i = 0; i < 4; i++)
            (await clinic.KnockAsync()).ShouldBeFalse();
        (await clinic.KnockAsync()).ShouldBeTrue();
        (await quiet.KnockAsync()).ShouldBeFalse("another clinic's rush is not its own");

        portal.Clock.Advance(TimeSpan.FromSeconds(20));
        (await clinic.KnockAsync()).ShouldBeTrue("a pause is not its end");
        portal.Clock.Advance(TimeSpan.FromSeconds(60));
        (await clinic.KnockAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task It_is_never_open_where_the_clinic_says_so_and_always_where_it_says_that()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SetRushAsync(RushMode.Off, rate: 2);
        for (var i = 0; i < 10; i++)
            (await clinic.KnockAsync()).ShouldBeFalse();
        await clinic.SetRushAsync(RushMode.Always, rate: 1000);
        (await clinic.KnockAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task As_long_as_anybody_waits_in_a_line_nobody_overtakes_them_and_other_lines_are_booked_at_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SetRushAsync(RushMode.Off);
        await clinic.TakeTicketAsync(Monday(9), practitioner: 0);
        (await clinic.KnockAsync(0)).ShouldBeTrue();
        (await clinic.KnockAsync(1)).ShouldBeFalse();
        (await clinic.KnockAsync(null)).ShouldBeTrue("any could take it, also the one with a line");
        (await clinic.BookAsync(Monday(9))).Succeeded.ShouldBeTrue("the desk books at once, always");
        await portal.DrainRushAsync();
        (await clinic.KnockAsync(0)).ShouldBeFalse();

        await clinic.TakeTicketAsync(Monday(10), practitioner: null);
        (await clinic.KnockAsync(1)).ShouldBeTrue("a ticket for any stands in every line");
    }

    [Fact]
    public async Task Only_the_administrator_sets_it_and_only_within_reason()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var desk = portal.Scope(clinic.Id, Desk))
            (await desk.Get<SaveRushSettings>().ExecuteAsync(new(RushMode.Always, 30), Cancellation)).Error.ShouldBe(SetupError.Forbidden);
        await using (var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            foreach (var rate in new[] { 0, 1, 1001 })
                (await admin.Get<SaveRushSettings>().ExecuteAsync(new(RushMode.Automatic, rate), Cancellation)).Error.ShouldBe(SetupError.LimitOutOfRange);
        (await clinic.CountAsync("booking_settings where rush_mode = 'Automatic' and rush_rate = 30")).ShouldBe(1);
    }

    [Fact]
    public async Task The_desk_sees_how_many_are_in_line_and_nobody_else_does()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeTicketAsync(Monday(9), person: 1);
        await clinic.TakeTicketAsync(Monday(9), practitioner: 1, person: 2);
        await using (var desk = portal.Scope(clinic.Id, Desk))
            (await desk.Get<CountTickets>().ExecuteAsync(Cancellation)).ShouldBe(new(false, 2));
        await using (var visitor = portal.Scope(clinic.Id, TestPortal.Visitor))
            (await visitor.Get<CountTickets>().ExecuteAsync(Cancellation)).ShouldBe(default);
        await clinic.SetRushAsync(RushMode.Always);
        await portal.DrainRushAsync();
        await using var later = portal.Scope(clinic.Id, Desk);
        (await later.Get<CountTickets>().ExecuteAsync(Cancellation)).ShouldBe(new(true, 0));
    }
}
