using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

/// <summary>Rooms and devices are booked under the same guarantee as the practitioner.</summary>
public sealed class ResourceTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Two_practitioners_of_one_room_share_its_time()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await AddAsync(clinic, ResourceKind.Room, 1);
        (await clinic.BookAsync(Monday(10), practitioner: 0)).Succeeded.ShouldBeTrue();
        (await clinic.OfferedAsync(practitioner: 1)).ShouldNotContain(Monday(10));
        (await clinic.BookAsync(Monday(10), practitioner: 1)).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(11), practitioner: 1)).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("claims")).ShouldBe(4);
    }

    [Fact]
    public async Task Any_of_the_rooms_will_do_and_a_device_besides()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 3);
        await AddAsync(clinic, ResourceKind.Room, 3);
        await AddAsync(clinic, ResourceKind.Device, 2);
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(who => clinic.BookAsync(Monday(10), practitioner: who)));
        results.Count(result => result.Succeeded).ShouldBe(2);
        results.Count(result => result.IsError(BookingError.Taken)).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(6); // all or none: the loser holds nothing
        (await clinic.Portal.AsSuperuserAsync<long>($"select count(distinct (room_id, device_id)) from appointments where tenant_id = '{clinic.Id}'")).ShouldBe(2);
    }

    [Fact]
    public async Task Sixty_at_once_on_fifteen_places_of_three_rooms_give_fifteen_winners()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 5);
        await AddAsync(clinic, ResourceKind.Room, 3);
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(worker => clinic.BookAsync(Monday(9 + worker % 5), practitioner: null)));
        results.Count(result => result.Succeeded).ShouldBe(15);
        results.Count(result => result.IsError(BookingError.Taken)).ShouldBe(45);
        (await clinic.CountAsync("claims")).ShouldBe(30);
    }

    [Fact]
    public async Task A_hold_keeps_the_room_for_its_visitor_and_a_move_takes_another()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await AddAsync(clinic, ResourceKind.Room, 1);
        var visitor = Guid.NewGuid();
        (await clinic.HoldAsync(visitor, Monday(10), practitioner: 0)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(10), practitioner: 1)).Error.ShouldBe(BookingError.Taken);
        var booked = (await clinic.BookAsync(Monday(10), practitioner: 0, visitor: visitor)).Value;
        var moved = (await clinic.MoveAsync(booked, Monday(12), practitioner: 1)).Value;
        (await clinic.BookAsync(Monday(10), practitioner: 1)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(12), practitioner: 0)).Error.ShouldBe(BookingError.Taken);
        moved.Practitioner.ShouldBe(clinic.Practitioners[1]);
    }

    [Fact]
    public async Task A_room_that_is_asked_for_is_the_one_that_is_booked_and_a_move_keeps_it_where_it_is_free()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var rooms = await AddAsync(clinic, ResourceKind.Room, 3);
        var booked = (await BookIntoAsync(clinic, Monday(10), rooms[2])).Value;
        (await RoomOfAsync(clinic, booked.Id)).ShouldBe(rooms[2]);
        (await BookIntoAsync(clinic, Monday(10), rooms[2], practitioner: 1)).Error.ShouldBe(BookingError.Taken, "the others are free, but were not asked for");
        (await BookIntoAsync(clinic, Monday(10), Guid.NewGuid(), practitioner: 1)).Error.ShouldBe(BookingError.NotOffered);
        (await BookIntoAsync(clinic, Monday(10), rooms[0], practitioner: 1, caller: TestPortal.Visitor)).Error.ShouldBe(BookingError.Forbidden, "which room is the clinic's affair");

        var moved = (await clinic.MoveAsync(booked, Monday(12))).Value;
        (await RoomOfAsync(clinic, booked.Id)).ShouldBe(rooms[2]);
        (await BookIntoAsync(clinic, Monday(14), rooms[2], practitioner: 1)).Succeeded.ShouldBeTrue();
        (await clinic.MoveAsync(moved, Monday(14))).Succeeded.ShouldBeTrue();
        (await RoomOfAsync(clinic, booked.Id)).ShouldBe(rooms[0]);
    }

    [Fact]
    public async Task A_practitioner_at_one_branch_has_the_rooms_of_that_branch()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (here, there) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var scope = clinic.Portal.Scope(clinic.Id))
        {
            await using var db = scope.Db();
            db.Add(new Location(clinic.Id, here) { NameAr = "هنا", NameEn = "Here" });
            db.Add(new Location(clinic.Id, there) { NameAr = "هناك", NameEn = "There" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            // the first works here and the second there; the only room is there
            for (var i = 0; i < 2; i++)
            {
                var schedules = db.Set<WeeklySchedule>().Where(s => s.PractitionerId == clinic.Practitioners[i]).Select(s => s.Id);
                await db.Set<WeeklyHours>().Where(h => schedules.Contains(h.ScheduleId))
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.LocationId, i == 0 ? here : there), TestContext.Current.CancellationToken);
            }
        }

        await AddAsync(clinic, ResourceKind.Room, 1, there);

        (await clinic.OfferedAsync(practitioner: 0)).ShouldBeEmpty();
        (await clinic.BookAsync(Monday(10), practitioner: 0)).Error.ShouldBe(BookingError.NotOffered);
        (await clinic.OfferedAsync(practitioner: 1)).ShouldContain(Monday(10));
        (await clinic.BookAsync(Monday(10), practitioner: null)).Value.Practitioner.ShouldBe(clinic.Practitioners[1]);

        await using var visitor = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        var monday = new LocalDate(2026, 11, 23);
        (await visitor.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(monday, monday)) { Location = here }, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await visitor.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(monday, monday)) { Location = there }, TestContext.Current.CancellationToken))
            .ShouldAllBe(slot => slot.Location == there);
    }

    static async Task<Result<AppointmentState, BookingError>> BookIntoAsync(TestClinic clinic, Instant start, Guid room, int practitioner = 0, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[practitioner], start, BookingSource.Desk) { Place = room }, TestContext.Current.CancellationToken);
    }

    static async Task<Guid?> RoomOfAsync(TestClinic clinic, AppointmentId appointment)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Appointment>().Where(a => a.Id == appointment).Select(a => a.RoomId).SingleAsync(TestContext.Current.CancellationToken);
    }

    static async Task<Guid[]> AddAsync(TestClinic clinic, ResourceKind kind, int count, Guid? location = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var ids = new Guid[count];
        for (var i = 0; i < count; i++)
        {
            var resource = new Resource(clinic.Id, Guid.CreateVersion7()) { Kind = kind, NameAr = $"{kind} {i}", NameEn = $"{kind} {i}", Position = i, LocationId = location };
            ids[i] = resource.Id;
            db.Add(resource);
            db.Add(new ServiceResource(clinic.Id, clinic.Service, resource.Id));
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return ids;
    }
}
