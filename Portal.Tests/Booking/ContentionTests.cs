using Portal.Domain.Booking;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class ContentionTests(TestPortal portal) : IClassFixture<TestPortal>
{
    const int Workers = 100;

    [Fact]
    public async Task Of_a_hundred_who_want_one_of_twenty_slots_exactly_twenty_win_and_the_others_are_told_Taken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var results = await AtOnceAsync(worker => clinic.BookAsync(Monday(9 + worker % 10 / 2, worker % 2 * 30), practitioner: worker / 10 % 2));
        results.Count(result => result.Succeeded).ShouldBe(20);
        results.Count(result => result.IsError(BookingError.Taken)).ShouldBe(80);
        (await clinic.CountAsync("claims")).ShouldBe(20);
        (await clinic.CountAsync("appointments")).ShouldBe(20);
    }

    [Fact]
    public async Task A_hundred_who_try_on_until_nothing_is_left_share_out_all_twenty_slots()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var wins = await AtOnceAsync(async worker =>
        {
            for (var i = 0; i < 10; i++)
            {
                var half = (worker + i) % 10;
                var result = await clinic.BookAsync(Monday(9 + half / 2, half % 2 * 30), practitioner: null);
                if (result.Succeeded)
                    return 1;
                result.Error.ShouldBe(BookingError.Taken);
            }

            return 0;
        });
        wins.Sum().ShouldBe(20);
        (await clinic.CountAsync("claims")).ShouldBe(20);
    }

    [Fact]
    public async Task A_hundred_visitors_who_hold_and_book_at_once_get_twenty_slots_and_nothing_but_Taken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await AtOnceAsync(async worker =>
        {
            var (visitor, start) = (Guid.NewGuid(), Monday(9 + worker % 10 / 2, worker % 2 * 30));
            var hold = await clinic.HoldAsync(visitor, start, practitioner: null);
            if (!hold.Succeeded)
            {
                hold.Error.ShouldBe(BookingError.Taken);
                return 0;
            }

            var result = await clinic.BookAsync(start, practitioner: null, visitor: visitor, preferred: hold.Value.Practitioner);
            result.Succeeded.ShouldBeTrue("what is held can be booked");
            return 1;
        });
        booked.Sum().ShouldBe(20);
        (await clinic.CountAsync("claims where expires_at is null")).ShouldBe(20);
        (await clinic.CountAsync("holds")).ShouldBe(0);
    }

    [Fact]
    public async Task Crossing_moves_never_deadlock()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        for (var round = 0; round < 15; round++)
        {
            var a = (await clinic.BookAsync(Monday(10), practitioner: 0)).Value;
            var b = (await clinic.BookAsync(Monday(10), practitioner: 1)).Value;
            // even rounds: each to the other's place, which neither leaves; odd rounds: B goes elsewhere, and A may or may not come after
            var elsewhere = round % 2 == 0 ? Monday(10) : Monday(12);
            var results = await Task.WhenAll(
                Task.Run(() => clinic.MoveAsync(a, Monday(10), practitioner: 1)),
                Task.Run(() => clinic.MoveAsync(b, elsewhere, practitioner: 0)));

            results.ShouldAllBe(result => result.Succeeded || result.IsError(BookingError.Taken));
            results[1].Succeeded.ShouldBe(round % 2 == 1);
            if (round % 2 == 0)
                results[0].Error.ShouldBe(BookingError.Taken);
            foreach (var appointment in new[] { a, b })
                (await clinic.SetAsync(await clinic.ReadAsync(appointment.Id), Domain.Booking.Model.AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        }

        (await clinic.CountAsync("claims")).ShouldBe(0);
        portal.App.Clear(); // sessions report what they counted when they end
        (await portal.AsSuperuserAsync<long>("select deadlocks from pg_stat_database where datname = current_database()")).ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_appointments_moved_to_one_free_time_exactly_one_gets_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => clinic.BookAsync(Monday(9 + i / 2, i % 2 * 30), practitioner: i % 2)));
        var results = await Task.WhenAll(booked.Select(result => Task.Run(() => clinic.MoveAsync(result.Value, Monday(16), practitioner: 0))));
        results.Count(result => result.Succeeded).ShouldBe(1);
        results.Count(result => result.IsError(BookingError.Taken)).ShouldBe(9);
        (await clinic.CountAsync("claims")).ShouldBe(10);
    }

    // all are ready before the first begins
    static async Task<T[]> AtOnceAsync<T>(Func<int, Task<T>> act)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            await gate.Task;
            return await act(worker);
        })).ToArray();
        gate.SetResult();
        return await Task.WhenAll(workers);
    }
}
