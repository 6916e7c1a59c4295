using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

/// <summary>What a hand that drags is told before it lets go.</summary>
public sealed class PlanMoveTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Duration HalfAnHour = Duration.FromMinutes(30);
    static readonly LocalDate TheMonday = new(2026, 11, 23);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_who_is_busy_and_when_what_is_past_and_what_is_outside_the_hours()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.BookAsync(Monday(11))).Succeeded.ShouldBeTrue();
        var plan = await PlanAsync(clinic, booked);
        var doctor = clinic.Practitioners[0];

        plan.At(doctor, Monday(12), HalfAnHour).ShouldBeNull();
        plan.At(doctor, Monday(10, 15), HalfAnHour).ShouldBeNull("it is not in its own way");
        plan.At(doctor, Monday(10), Duration.FromHours(1)).ShouldBeNull("up to the next there is room");
        plan.At(doctor, Monday(11, 15), HalfAnHour).ShouldBe(new Obstacle(BookingError.Taken, doctor.Value, new Interval(Monday(11), Monday(11, 30))));
        plan.At(clinic.Practitioners[1], Monday(11, 15), HalfAnHour).ShouldBeNull();
        plan.At(doctor, Monday(16, 45), HalfAnHour)!.Why.ShouldBe(BookingError.OutsideHours);
        plan.At(doctor, portal.Now - Duration.FromDays(2), HalfAnHour)!.Why.ShouldBe(BookingError.TooSoon);
    }

    [Fact]
    public async Task A_held_time_is_in_the_way_until_it_runs_out_and_who_stands_over_another_is_not()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.HoldAsync(Guid.NewGuid(), Monday(12))).Succeeded.ShouldBeTrue();
        (await PlanAsync(clinic, booked)).At(clinic.Practitioners[0], Monday(12), HalfAnHour)!.Why.ShouldBe(BookingError.Taken);

        portal.Clock.Advance(TimeSpan.FromMinutes(30));

        (await PlanAsync(clinic, booked)).At(clinic.Practitioners[0], Monday(12), HalfAnHour).ShouldBeNull();
    }

    [Fact]
    public async Task A_class_is_joined_while_it_has_places_and_nothing_else_is()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.BookAsync(Monday(14))).Succeeded.ShouldBeTrue(); // alone
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
            await db.Set<Service>().ExecuteUpdateAsync(set => set.SetProperty(s => s.Capacity, 2), Cancellation);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        foreach (var hour in (int[])[12, 12, 15])
            (await clinic.BookAsync(Monday(hour))).Succeeded.ShouldBeTrue();
        var (plan, doctor) = (await PlanAsync(clinic, booked), clinic.Practitioners[0]);

        plan.At(doctor, Monday(12), HalfAnHour)!.Why.ShouldBe(BookingError.Full);
        plan.At(doctor, Monday(14), HalfAnHour)!.Why.ShouldBe(BookingError.Taken);
        plan.At(doctor, Monday(15), HalfAnHour).ShouldBeNull();
        plan.At(doctor, Monday(10), HalfAnHour).ShouldBeNull("it is there already");
        plan.At(doctor, Monday(11), HalfAnHour).ShouldBeNull();
    }

    [Fact]
    public async Task Who_has_as_many_as_the_clinic_allows_gets_no_more_and_may_move_their_own()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
            await db.Set<Practitioner>().ExecuteUpdateAsync(set => set.SetProperty(p => p.DailyLimit, 1), Cancellation);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.BookAsync(Monday(11), practitioner: 1)).Succeeded.ShouldBeTrue();
        var plan = await PlanAsync(clinic, booked);

        plan.At(clinic.Practitioners[0], Monday(12), HalfAnHour).ShouldBeNull();
        plan.At(clinic.Practitioners[1], Monday(12), HalfAnHour)!.Why.ShouldBe(BookingError.LimitReached);
        (await clinic.MoveAsync(booked, Monday(12), practitioner: 1)).Error.ShouldBe(BookingError.LimitReached);
    }

    [Fact]
    public async Task Rooms_are_asked_for_and_what_it_says_is_what_the_command_answers()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        Guid[] rooms = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            for (var i = 0; i < rooms.Length; i++)
            {
                db.Add(new Resource(clinic.Id, rooms[i]) { Kind = ResourceKind.Room, NameAr = "غرفة", NameEn = "Room", Position = i });
                db.Add(new ServiceResource(clinic.Id, clinic.Service, rooms[i]));
            }

            await db.SaveChangesAsync(Cancellation);
        }

        var booked = (await clinic.BookAsync(Monday(10))).Value; // in the first room
        (await clinic.BookAsync(Monday(10, 15), practitioner: 1)).Succeeded.ShouldBeTrue(); // in the second
        var (plan, doctor) = (await PlanAsync(clinic, booked), clinic.Practitioners[0]);

        plan.At(doctor, Monday(10), HalfAnHour, rooms[1]).ShouldBe(new Obstacle(BookingError.Taken, rooms[1], new Interval(Monday(10, 15), Monday(10, 45))));
        plan.At(doctor, Monday(11), HalfAnHour, Guid.NewGuid())!.Why.ShouldBe(BookingError.NotOffered);
        plan.At(doctor, Monday(11), HalfAnHour, rooms[1]).ShouldBeNull();

        await using var desk = portal.Scope(clinic.Id, Desk);
        var move = new MoveAppointment.Request(Guid.NewGuid(), booked.Id, booked.Version, clinic.Service, HalfAnHour, doctor, Monday(10)) { Place = rooms[1] };
        (await desk.Get<MoveAppointment>().ExecuteAsync(move, Cancellation)).Error.ShouldBe(BookingError.Taken);
        var later = (await desk.Get<MoveAppointment>().ExecuteAsync(move with { Start = Monday(11) }, Cancellation)).Value;
        (await desk.Get<MoveAppointment>().ExecuteAsync(
            move with { CommandKey = Guid.NewGuid(), Version = later.Version, Start = Monday(11), Place = rooms[0] }, Cancellation)).Succeeded.ShouldBeTrue();
        (await clinic.StoryAsync(booked.Id)).ShouldBe("booked moved placed", "another room at the same time is no news to the patient");
        (await clinic.CountAsync($"appointments where id = '{booked.Id}' and room_id = '{rooms[0]}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_patient_neither_plans_nor_chooses_a_room()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        await using var scope = portal.Scope(clinic.Id, Owner);
        (await scope.Get<PlanMove>().ExecuteAsync(booked.Id, new(TheMonday, TheMonday), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        (await scope.Get<MoveAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), booked.Id, booked.Version, clinic.Service, HalfAnHour, clinic.Practitioners[0], Monday(12)) { Place = Guid.NewGuid() }, Cancellation))
            .Error.ShouldBe(BookingError.Forbidden);
    }

    static async Task<MovePlan> PlanAsync(TestClinic clinic, AppointmentState booked)
    {
        var scope = clinic.Portal.Scope(clinic.Id, Desk);
        return (await scope.Get<PlanMove>().ExecuteAsync(booked.Id, new(TheMonday, TheMonday), Cancellation)).Value;
    }
}
