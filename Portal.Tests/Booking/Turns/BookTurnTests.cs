using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;
using static Portal.Tests.Booking.Turns.TurnScenes;

namespace Portal.Tests.Booking.Turns;

public sealed class BookTurnTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Of_sixty_who_want_one_of_twenty_turns_exactly_twenty_win_each_a_number_of_their_own()
    {
        var clinic = await WithTurnsAsync(portal);
        var results = await AtOnceAsync(60, _ => clinic.BookTurnAsync());
        results.Where(r => r.Succeeded).Select(r => r.Value.Number!.Value).Order().ShouldBe(Enumerable.Range(1, 20));
        results.Count(r => r.IsError(BookingError.Full)).ShouldBe(40);
        (await clinic.CountAsync("sessions")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
        (await clinic.CountAsync("seats")).ShouldBe(20);
        (await clinic.CountAsync("appointments where session_id is not null")).ShouldBe(20);
        (await clinic.CountAsync("appointment_events")).ShouldBe(20);
        (await clinic.CountAsync("outbox")).ShouldBe(20);
    }

    [Fact]
    public async Task The_same_form_sent_often_at_once_gives_one_number_and_the_same_answer()
    {
        var clinic = await WithTurnsAsync(portal);
        var key = Guid.NewGuid();
        var results = await AtOnceAsync(20, _ => clinic.BookTurnAsync(key: key));
        results.Select(r => r.Value).Distinct().ShouldHaveSingleItem().Number.ShouldBe(1);
        (await clinic.CountAsync("seats")).ShouldBe(1);
        (await clinic.BookTurnAsync(Evening + Duration.FromDays(1), key: key)).Error.ShouldBe(BookingError.KeyReused);
        await clinic.SetTurnsAsync(null);
        (await clinic.BookTurnAsync(key: key)).Value.ShouldBe(results[0].Value, "a command that was done is answered, also when the rules would refuse it by now");
    }

    [Fact]
    public async Task A_cancelled_turn_frees_its_number_and_undoing_it_takes_it_again()
    {
        var clinic = await WithTurnsAsync(portal, turns: 3);
        var turns = await clinic.LineUpAsync(3, here: 0);
        (await clinic.BookTurnAsync()).Error.ShouldBe(BookingError.Full);
        var cancelled = (await clinic.SetAsync(turns[1].Appointment, AppointmentStatus.Cancelled, Sara)).Value;
        (await clinic.TurnsAsync()).ShouldHaveSingleItem().Number.ShouldBe(2);

        (await UndoAsync(clinic, cancelled)).Value.Status.ShouldBe(AppointmentStatus.Booked);
        (await clinic.LineAsync(turns[0])).Of(turns[1].Appointment.Id)!.Number.ShouldBe(2);

        var again = (await clinic.SetAsync(await clinic.ReadAsync(turns[1].Appointment.Id), AppointmentStatus.Cancelled, Sara)).Value;
        (await clinic.BookTurnAsync()).Value.Number.ShouldBe(2);
        (await UndoAsync(clinic, again)).Error.ShouldBe(BookingError.Taken);
        (await clinic.CountAsync("seats")).ShouldBe(3);
    }

    [Fact]
    public async Task A_session_stands_under_the_same_guarantee_as_an_appointment()
    {
        var clinic = await WithTurnsAsync(portal);
        await clinic.SetTurnsAsync(null); // the evening by times
        var time = (await clinic.BookAsync(Monday(19))).Value;
        await clinic.SetTurnsAsync(20);
        (await clinic.TurnsAsync()).ShouldBeEmpty("somebody is booked at seven");
        (await clinic.BookTurnAsync()).Error.ShouldBe(BookingError.Taken);

        (await clinic.SetAsync(time, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        (await clinic.BookTurnAsync()).Value.Number.ShouldBe(1);
        await clinic.SetTurnsAsync(null);
        (await clinic.BookAsync(Monday(19))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task Where_turns_are_given_no_time_is_offered_and_the_other_way_round()
    {
        var clinic = await WithTurnsAsync(portal);
        (await clinic.OfferedAsync()).ShouldBe(Enumerable.Range(0, 8).Select(i => Monday(9) + Duration.FromMinutes(30 * i)));
        (await clinic.BookAsync(Monday(19))).Error.ShouldBe(BookingError.OutsideHours);
        (await clinic.BookTurnAsync(Monday(9))).Error.ShouldBe(BookingError.Taken); // there is no such session, and none is made
        var offered = (await clinic.TurnsAsync(practitioner: null)).ShouldHaveSingleItem();
        offered.ShouldBe(new OfferedTurns(null, clinic.Practitioners[0], Evening, Monday(22), 20, 20, 1, Evening, true, null));
    }

    [Fact]
    public async Task The_next_number_and_about_when_it_comes_are_offered()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(7, here: 0);
        turns.Select(t => t.Number).ShouldBe(Enumerable.Range(1, 7).Select(n => (int?)n));
        turns[6].Appointment.Start.ShouldBe(Monday(19, 12)); // twelve minutes each
        var offered = (await clinic.TurnsAsync()).ShouldHaveSingleItem();
        (offered.Left, offered.Number, offered.About).ShouldBe((13, 8, Monday(19, 24)));
    }

    [Fact]
    public async Task A_patient_books_for_their_own_phone_a_visitor_proposes_and_an_urgent_turn_is_the_desks()
    {
        var clinic = await WithTurnsAsync(portal);
        (await clinic.BookTurnAsync(caller: Owner)).Value.Appointment.Status.ShouldBe(AppointmentStatus.Booked);
        (await clinic.BookTurnAsync(caller: Stranger)).Error.ShouldBe(BookingError.NotFound);
        (await clinic.BookTurnAsync(caller: TestPortal.Visitor)).Value.Appointment.Status.ShouldBe(AppointmentStatus.Proposed);
        (await clinic.BookTurnAsync(caller: Owner, urgent: "fever")).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.BookTurnAsync(Evening + Duration.FromDays(100), caller: Owner)).Error.ShouldBe(BookingError.TooFar);
        (await clinic.BookTurnAsync(practitioner: 1)).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task Fewer_turns_than_are_given_leave_those_that_are_given()
    {
        var clinic = await WithTurnsAsync(portal);
        await clinic.LineUpAsync(5, here: 0);
        await clinic.SetTurnsAsync(4);
        (await clinic.TurnsAsync()).ShouldBeEmpty();
        (await clinic.BookTurnAsync()).Error.ShouldBe(BookingError.Full);
        await clinic.SetTurnsAsync(6);
        (await clinic.BookTurnAsync()).Value.Number.ShouldBe(6);
    }

    [Fact]
    public async Task An_appointment_moves_from_a_time_to_a_turn_to_another_evening_and_back_to_a_time()
    {
        var clinic = await WithTurnsAsync(portal);
        await clinic.BookTurnAsync();
        var time = (await clinic.BookAsync(Monday(10))).Value;
        var turn = (await clinic.MoveToTurnAsync(time, Evening)).Value;
        turn.Number.ShouldBe(2);
        (await clinic.OfferedAsync()).ShouldContain(Monday(10));

        var other = (await clinic.MoveToTurnAsync(turn.Appointment, Evening + Duration.FromDays(1))).Value;
        other.Number.ShouldBe(1);
        (await clinic.TurnsAsync()).ShouldHaveSingleItem().Number.ShouldBe(2);

        var back = (await clinic.MoveAsync(other.Appointment, Monday(11))).Value;
        (await clinic.CountAsync("seats")).ShouldBe(1);
        (await clinic.CountAsync($"appointments where id = '{back.Id}' and session_id is null")).ShouldBe(1);
        (await clinic.StoryAsync(back.Id)).ShouldBe("booked moved moved moved");
    }

    [Fact]
    public async Task A_move_into_or_out_of_a_line_is_undone_to_the_very_place()
    {
        var clinic = await WithTurnsAsync(portal);
        var turns = await clinic.LineUpAsync(3, here: 0);
        var moved = (await clinic.MoveAsync(turns[1].Appointment, Monday(10), caller: Sara)).Value;
        (await UndoAsync(clinic, moved)).Value.Start.ShouldBe(turns[1].Appointment.Start);
        (await clinic.LineAsync(turns[0])).Of(turns[1].Appointment.Id)!.Number.ShouldBe(2);
        (await clinic.OfferedAsync()).ShouldContain(Monday(10));

        var time = (await clinic.BookAsync(Monday(11), caller: Sara)).Value;
        var into = (await clinic.MoveToTurnAsync(time, Evening, Sara)).Value;
        (await UndoAsync(clinic, into.Appointment)).Value.Start.ShouldBe(Monday(11));
        (await clinic.CountAsync("seats")).ShouldBe(3);
        (await clinic.OfferedAsync()).ShouldNotContain(Monday(11));
    }

    static readonly Domain.Platform.Ids.UserId SaraId = Domain.Platform.Ids.UserId.New();
    static readonly Action<Domain.Platform.Callers.Caller> Sara = caller => caller.BecomeStaff(SaraId, "Sara", Domain.Platform.Callers.StaffRole.Receptionist);

    static async Task<Result<AppointmentState, BookingError>> UndoAsync(TestClinic clinic, AppointmentState appointment)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, Sara);
        return await scope.Get<UndoAppointmentChange>().ExecuteAsync(new(Guid.NewGuid(), appointment.Id, appointment.Version), TestContext.Current.CancellationToken);
    }

    // all are ready before the first begins
    static async Task<T[]> AtOnceAsync<T>(int workers, Func<int, Task<T>> act)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            await gate.Task;
            return await act(worker);
        })).ToArray();
        gate.SetResult();
        return await Task.WhenAll(all);
    }
}
