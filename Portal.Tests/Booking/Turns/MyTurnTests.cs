using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;
using static Portal.Tests.Booking.Turns.TurnScenes;

namespace Portal.Tests.Booking.Turns;

public sealed class MyTurnTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_patient_follows_their_turn_from_the_booking_to_the_end()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(4, here: 0);
        var mine = turns[3];
        (await ReadAsync(clinic, mine))!.Phase.ShouldBe(TurnPhase.Later);
        if (portal.Now < Evening)
            portal.Clock.Advance((Evening - portal.Now).ToTimeSpan());
        var view = (await ReadAsync(clinic, mine))!;
        (view.Number, view.Phase, view.Ahead, view.Absent, view.Now).ShouldBe((4, TurnPhase.NotHere, 0, 3, null));

        foreach (var turn in turns)
            await clinic.StepAsync(turn.Appointment.Id, AppointmentStatus.Arrived);
        await clinic.ActAsync(LineAct.Call, turns[0]);
        await clinic.StepAsync(turns[0].Appointment.Id, AppointmentStatus.InConsult);
        view = (await ReadAsync(clinic, mine))!;
        (view.Phase, view.Ahead, view.Absent, view.Now).ShouldBe((TurnPhase.Waiting, 3, 0, 1));
        var (from, to) = view.Expected!.Value;
        (from <= Evening + Duration.FromMinutes(90) && to >= Evening + Duration.FromMinutes(90)).ShouldBeTrue("three of half an hour each are in front");

        await clinic.ActAsync(LineAct.Call, mine);
        view = (await ReadAsync(clinic, mine))!;
        (view.Phase, view.Expected).ShouldBe((TurnPhase.Called, null));
        await clinic.StepAsync(mine.Appointment.Id, AppointmentStatus.InConsult, AppointmentStatus.Fulfilled);
        (await ReadAsync(clinic, mine))!.Phase.ShouldBe(TurnPhase.Over);
    }

    [Fact]
    public async Task Todays_pace_is_learnt_from_the_consults_that_are_over()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(6, here: 6);
        for (var i = 0; i < 4; i++)
        {
            await clinic.StepAsync(turns[i].Appointment.Id, AppointmentStatus.InConsult);
            portal.Clock.Advance(TimeSpan.FromMinutes(10));
            await clinic.StepAsync(turns[i].Appointment.Id, AppointmentStatus.Fulfilled);
            portal.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var pace = (await clinic.LineAsync(turns[0])).Pace();
        pace.Seen.ShouldBe(4);
        pace.Mean.ShouldBeInRange(Duration.FromMinutes(12), Duration.FromMinutes(22)); // between what was seen and the half hour of the service
    }

    [Fact]
    public async Task Nobody_elses_turn_is_seen()
    {
        var clinic = await WithTurnsAsync(portal);
        var turn = (await clinic.LineUpAsync(1, here: 0))[0];
        (await ReadAsync(clinic, turn, Stranger)).ShouldBeNull();
        (await ReadAsync(clinic, turn, TestPortal.Visitor)).ShouldBeNull();
        (await ReadAsync(await WithTurnsAsync(portal), turn)).ShouldBeNull();
    }

    // what a page shows comes from a cache that every announced change clears; here nobody announces
    async Task<MyTurn.View?> ReadAsync(TestClinic clinic, TurnState turn, Action<Caller>? caller = null)
    {
        await using var scope = portal.Scope(clinic.Id, caller ?? Owner);
        scope.Get<TenantCache>().Forget(clinic.Id, Topics.Appointments);
        return await scope.Get<MyTurn>().ExecuteAsync(turn.Appointment.Id, TestContext.Current.CancellationToken);
    }
}
