using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;
using static Portal.Tests.Booking.Turns.TurnScenes;

namespace Portal.Tests.Booking.Turns;

public sealed class DisplayTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_screen_shows_numbers_without_sign_in_and_names_only_where_the_clinic_allows_them()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(4, here: 3);
        await clinic.ActAsync(LineAct.Call, turns[0]);
        var secret = await OpenAsync(clinic);
        GoToTheEvening();

        var panel = (await ReadAsync(clinic, secret))!.Panels.ShouldHaveSingleItem();
        panel.Now.ShouldBe([new(1, null, false)]);
        panel.Next.Select(number => number.Value).ShouldBe([2, 3]);

        await using (var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            (await scope.Get<SaveQueueSettings>().ExecuteAsync(new(2, NamesOnDisplay: true), Cancellation)).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic, secret))!.Panels[0].Now.ShouldBe([new(1, "منى", false)]); // the first name alone
    }

    [Fact]
    public async Task A_link_is_good_at_its_clinic_alone_until_the_desk_takes_it_back()
    {
        var (clinic, other) = (await WithTurnsAsync(portal), await WithTurnsAsync(portal));
        var secret = await OpenAsync(clinic);
        (await ReadAsync(clinic, secret)).ShouldNotBeNull();
        (await ReadAsync(other, secret)).ShouldBeNull();
        (await ReadAsync(clinic, secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'))).ShouldBeNull();

        await using var desk = clinic.Portal.Scope(clinic.Id, Desk);
        var screen = (await desk.Get<ListDisplays>().ExecuteAsync(Cancellation)).Value.Screens.ShouldHaveSingleItem();
        screen.SecretHash.ShouldNotBe(System.Text.Encoding.UTF8.GetBytes(secret));
        (await desk.Get<RevokeDisplay>().ExecuteAsync(screen.Id, Cancellation)).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic, secret)).ShouldBeNull();
        (await clinic.CountAsync("audit_entries where action in ('display.open', 'display.revoke') and outcome = 'done'")).ShouldBe(2);
    }

    [Fact]
    public async Task Screens_and_settings_are_the_staffs_and_the_administrators_to_change()
    {
        var clinic = await WithTurnsAsync(portal);
        await using var patient = clinic.Portal.Scope(clinic.Id, Owner);
        (await patient.Get<OpenDisplay>().ExecuteAsync(new("TV", null), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        (await patient.Get<RevokeDisplay>().ExecuteAsync(Guid.NewGuid(), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        (await patient.Get<ReadLine>().ExecuteAsync(SessionId.New(), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        (await patient.Get<ListLines>().ExecuteAsync(new(MondayDate), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        await using var desk = clinic.Portal.Scope(clinic.Id, Desk);
        (await desk.Get<SaveQueueSettings>().ExecuteAsync(new(2, true), Cancellation)).Error.ShouldBe(Domain.Booking.Setup.SetupError.Forbidden);
    }

    [Fact]
    public async Task How_far_back_somebody_late_comes_is_the_clinics_to_say()
    {
        var clinic = await WithTurnsAsync(portal);
        await using (var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
        {
            (await scope.Get<SaveQueueSettings>().ExecuteAsync(new(21, false), Cancellation)).Error.ShouldBe(Domain.Booking.Setup.SetupError.BehindOutOfRange);
            (await scope.Get<SaveQueueSettings>().ExecuteAsync(new(1, false), Cancellation)).Succeeded.ShouldBeTrue();
        }

        var turns = await clinic.LineUpAsync(4, here: 4);
        await clinic.ActAsync(LineAct.Call, turns[0]);
        await clinic.ActAsync(LineAct.Skip, turns[0]);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([2, 1, 3, 4]);
    }

    // to Monday's session; the clock of the class goes on from there
    void GoToTheEvening()
    {
        if (portal.Now < Evening)
            portal.Clock.Advance((Evening - portal.Now).ToTimeSpan());
    }

    static async Task<string> OpenAsync(TestClinic clinic)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, Desk);
        var path = (await scope.Get<OpenDisplay>().ExecuteAsync(new("TV", null), Cancellation)).Value;
        path.ShouldStartWith("/display/");
        return path["/display/".Length..];
    }

    static async Task<ReadDisplay.Board?> ReadAsync(TestClinic clinic, string secret)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<ReadDisplay>().ExecuteAsync(secret, Cancellation);
    }
}
