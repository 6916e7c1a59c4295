using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Turns;

public sealed class GroupTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_start_with_places_left_is_offered_and_joined_until_it_is_full()
    {
        var clinic = await ClassAsync(3);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.OfferedAsync()).ShouldContain(Monday(10));
        (await clinic.OfferedAsync()).ShouldNotContain(Monday(9, 45), "it would run into the class");
        await clinic.BookAsync(Monday(10));
        await clinic.BookAsync(Monday(10));
        (await clinic.OfferedAsync()).ShouldNotContain(Monday(10));
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10, 15))).Error.ShouldBe(BookingError.Taken);
        (await clinic.HoldAsync(Guid.NewGuid(), Monday(10))).Error.ShouldBe(BookingError.Taken);
        (await clinic.HoldAsync(Guid.NewGuid(), Monday(11))).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("claims")).ShouldBe(1);
        (await clinic.CountAsync("seats")).ShouldBe(3);
    }

    [Fact]
    public async Task Of_forty_at_once_as_many_are_in_as_there_are_places_with_any_practitioner()
    {
        var clinic = await ClassAsync(8);
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => clinic.BookAsync(Monday(10), practitioner: null))));
        results.Count(r => r.Succeeded).ShouldBe(16);
        results.Count(r => r.IsError(BookingError.Taken)).ShouldBe(24);
        (await clinic.CountAsync("sessions")).ShouldBe(2);
    }

    [Fact]
    public async Task A_class_that_everybody_has_left_gives_its_time_back_and_one_who_is_moved_frees_a_place()
    {
        var clinic = await ClassAsync(2);
        var one = (await clinic.BookAsync(Monday(10))).Value;
        var two = (await clinic.BookAsync(Monday(10))).Value;
        var moved = (await clinic.MoveAsync(one, Monday(12))).Value;
        moved.Start.ShouldBe(Monday(12));
        (await clinic.OfferedAsync()).ShouldContain(Monday(10));
        (await clinic.SetAsync(two, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("claims")).ShouldBe(1);
        (await clinic.OfferedAsync()).ShouldContain(Monday(10, 15));
    }

    async Task<TestClinic> ClassAsync(int capacity)
    {
        var clinic = await TestClinic.CreateAsync(portal, step: 15);
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        await db.Set<Service>().ExecuteUpdateAsync(set => set.SetProperty(s => s.Capacity, capacity), TestContext.Current.CancellationToken);
        return clinic;
    }
}
