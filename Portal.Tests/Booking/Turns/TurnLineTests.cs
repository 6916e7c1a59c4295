using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;
using static Portal.Tests.Booking.Turns.TurnScenes;

namespace Portal.Tests.Booking.Turns;

public sealed class TurnLineTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Those_who_are_here_are_called_by_number_and_those_who_are_not_keep_nobody_waiting()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(5, here: 3);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([1, 2, 3]);
        (await clinic.ActAsync(LineAct.Call, turns[0])).ShouldBeNull();
        await clinic.StepAsync(turns[0].Appointment.Id, AppointmentStatus.InConsult);
        await clinic.StepAsync(turns[4].Appointment.Id, AppointmentStatus.Arrived);

        var line = await clinic.LineAsync(turns[0]);
        line.Session.State.ShouldBe(SessionState.Open);
        (line.Now!.Number, line.Next!.Number, line.InConsult.Count).ShouldBe((1, 2, 1));
        line.Waiting.Select(row => row.Number).ShouldBe([2, 3, 5]);
        line.ToCome.ShouldHaveSingleItem().Number.ShouldBe(4);
        line.Ahead(line.Rows[4]).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_call_sent_twice_calls_once_and_nobody_is_called_who_is_not_here()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(3, here: 2);
        (await Task.WhenAll(clinic.ActAsync(LineAct.Call, turns[0]), clinic.ActAsync(LineAct.Call, turns[0]))).ShouldAllBe(error => error == null);
        (await clinic.LineAsync(turns[0])).Called.ShouldHaveSingleItem().Called.ShouldBe(1);
        (await clinic.ActAsync(LineAct.Call, turns[2])).ShouldBe(BookingError.Closed);
        (await clinic.ActAsync(LineAct.Call, turns[1], caller: Owner)).ShouldBe(BookingError.Forbidden);
        (await clinic.CountAsync("audit_entries where action = 'queue.call' and outcome = 'done'")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_answer_the_call_comes_behind_the_next_two_and_may_have_the_place_of_the_number_back()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(5, here: 5);
        await clinic.ActAsync(LineAct.Call, turns[0]);
        await clinic.ActAsync(LineAct.Skip, turns[0]);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([2, 3, 1, 4, 5]);
        (await clinic.LineAsync(turns[0])).Of(turns[0].Appointment.Id)!.Skipped.ShouldBe(1);
        await clinic.ActAsync(LineAct.Back, turns[0]);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Who_comes_after_their_number_has_passed_comes_behind_the_next_two()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(7, here: 0);
        foreach (var i in new[] { 1, 2, 3, 4, 5 })
            await clinic.StepAsync(turns[i].Appointment.Id, AppointmentStatus.Arrived);
        await clinic.ActAsync(LineAct.Call, turns[1]);

        await clinic.StepAsync(turns[0].Appointment.Id, AppointmentStatus.Arrived); // late
        await clinic.StepAsync(turns[6].Appointment.Id, AppointmentStatus.Arrived); // in time
        (await clinic.WaitingAsync(turns[0])).ShouldBe([3, 4, 1, 5, 6, 7]);
    }

    [Fact]
    public async Task A_missed_patient_who_comes_after_all_is_taken_in_and_nobody_is_put_over_the_session()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(3, here: 0);
        await clinic.StepAsync(turns[1].Appointment.Id, AppointmentStatus.Arrived);
        await clinic.StepAsync(turns[2].Appointment.Id, AppointmentStatus.Arrived);
        await clinic.StepAsync(turns[0].Appointment.Id, AppointmentStatus.NoShow);
        await clinic.ActAsync(LineAct.Call, turns[1]);
        await clinic.StepAsync(turns[0].Appointment.Id, AppointmentStatus.Arrived);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([3, 1]);
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    [Fact]
    public async Task An_urgent_patient_comes_in_front_over_and_above_the_places_for_a_reason()
    {
        var clinic = await WithTurnsAsync(portal, turns: 3);
        var turns = await clinic.LineUpAsync(3, here: 3);
        var urgent = (await clinic.BookTurnAsync(urgent: "high fever")).Value;
        urgent.Number.ShouldBe(4);
        await clinic.StepAsync(urgent.Appointment.Id, AppointmentStatus.Arrived);
        var second = (await clinic.BookTurnAsync(urgent: "chest pain")).Value;
        await clinic.StepAsync(second.Appointment.Id, AppointmentStatus.Arrived);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([4, 5, 1, 2, 3]);
        var line = await clinic.LineAsync(turns[0]);
        (line.Given, line.Of(urgent.Appointment.Id)!.Reason).ShouldBe((3, "high fever"));

        (await clinic.ActAsync(LineAct.Front, turns[2])).ShouldBe(BookingError.ReasonMissing);
        (await clinic.ActAsync(LineAct.Front, turns[2], "fainted")).ShouldBeNull();
        (await clinic.WaitingAsync(turns[0])).ShouldBe([4, 5, 3, 1, 2]);
    }

    [Fact]
    public async Task Who_was_in_and_is_sent_for_a_test_is_back_in_front()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(3, here: 3);
        await clinic.ActAsync(LineAct.Call, turns[0]);
        await clinic.StepAsync(turns[0].Appointment.Id, AppointmentStatus.InConsult, AppointmentStatus.Waiting);
        (await clinic.WaitingAsync(turns[0])).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_number_given_while_the_line_moves_is_behind_those_who_were_called()
    {
        var clinic = await WithTurnsAsync(portal, turns: 5);
        var turns = await clinic.LineUpAsync(4, here: 4);
        await clinic.ActAsync(LineAct.Call, turns[0]);
        await clinic.ActAsync(LineAct.Call, turns[2]);
        await clinic.StepAsync(turns[1].Appointment.Id, AppointmentStatus.Cancelled);
        (await clinic.BookTurnAsync()).Value.Number.ShouldBe(5);
        var last = (await clinic.BookTurnAsync()).Value; // no higher number is left
        last.Number.ShouldBe(2);
        await clinic.StepAsync(last.Appointment.Id, AppointmentStatus.Arrived);
        (await clinic.WaitingAsync(last)).ShouldBe([4, 2]);
    }

    [Fact]
    public async Task A_closed_session_gives_no_more_numbers_but_to_the_urgent()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(2, here: 2);
        (await clinic.ActAsync(LineAct.Close, turns[0])).ShouldBeNull();
        (await clinic.TurnsAsync()).ShouldBeEmpty();
        (await clinic.BookTurnAsync()).Error.ShouldBe(BookingError.Full);
        (await clinic.BookTurnAsync(urgent: "bleeding")).Succeeded.ShouldBeTrue();
        (await clinic.ActAsync(LineAct.Open, turns[0])).ShouldBeNull();
        (await clinic.BookTurnAsync()).Value.Number.ShouldBe(3);
    }
}
