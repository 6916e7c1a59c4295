using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Domain.Booking.Model.AppointmentStatus;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class AppointmentStatusTests(TestPortal portal) : IClassFixture<TestPortal>
{
    /// <summary>Every way there is; what is not here is refused.</summary>
    static readonly (AppointmentStatus From, AppointmentStatus To, string Kind)[] Ways =
    [
        (Proposed, Booked, "confirmed"), (Proposed, Cancelled, "cancelled"),
        (Booked, Arrived, "arrived"), (Booked, NoShow, "noshow"), (Booked, Cancelled, "cancelled"),
        (Arrived, Fulfilled, "fulfilled"), (Arrived, Booked, "reopened"),
        (Fulfilled, Arrived, "arrived"),
    ];

    [Theory]
    [InlineData(Proposed)]
    [InlineData(Booked)]
    [InlineData(Arrived)]
    [InlineData(Fulfilled)]
    [InlineData(NoShow)]
    [InlineData(Cancelled)]
    public async Task From_each_state_the_allowed_ways_are_open_and_all_others_closed(AppointmentStatus from)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var hour = 9;
        foreach (var to in Enum.GetValues<AppointmentStatus>())
        {
            var appointment = await BringToAsync(clinic, from, hour++);
            var result = await clinic.SetAsync(appointment, to);
            if (Ways.Where(way => (way.From, way.To) == (from, to)).Select(way => way.Kind).SingleOrDefault() is { } kind)
            {
                result.Value.ShouldBe(appointment with { Status = to, Version = appointment.Version + 1 }, $"{from} to {to}");
                (await clinic.StoryAsync(appointment.Id)).ShouldEndWith(kind);
            }
            else
            {
                result.Error.ShouldBe(BookingError.Closed, $"{from} to {to}");
                (await clinic.ReadAsync(appointment.Id)).ShouldBe(appointment);
            }
        }
    }

    static async Task<AppointmentState> BringToAsync(TestClinic clinic, AppointmentStatus status, int hour)
    {
        var appointment = (await clinic.BookAsync(Monday(hour), caller: status == Proposed ? TestPortal.Visitor : Desk)).Value;
        AppointmentStatus[] way = status switch { Proposed or Booked => [], Fulfilled => [Arrived, Fulfilled], _ => [status] };
        foreach (var step in way)
            appointment = (await clinic.SetAsync(appointment, step)).Value;
        appointment.Status.ShouldBe(status);
        return appointment;
    }

    [Theory]
    [InlineData(Proposed, false)]
    [InlineData(Arrived, false)]
    [InlineData(Fulfilled, false)]
    [InlineData(NoShow, true)]
    [InlineData(Cancelled, true)]
    public async Task A_cancelled_time_and_that_of_a_patient_who_did_not_come_are_free_again(AppointmentStatus status, bool free)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await BringToAsync(clinic, status, 10);
        (await clinic.OfferedAsync()).Contains(Monday(10)).ShouldBe(free);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBe(free);
    }

    [Fact]
    public async Task A_proposed_time_that_was_moved_first_is_confirmed_and_not_reopened()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var proposed = (await clinic.BookAsync(Monday(10), caller: TestPortal.Visitor)).Value;
        var moved = (await clinic.MoveAsync(proposed, Monday(12))).Value;
        moved.Status.ShouldBe(Proposed);
        (await clinic.SetAsync(moved, Booked)).Succeeded.ShouldBeTrue();
        (await clinic.StoryAsync(proposed.Id)).ShouldBe("proposed moved confirmed");
    }

    [Fact]
    public async Task A_patient_cancels_the_own_appointments_and_does_nothing_else_to_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.SetAsync(booked, Arrived, Owner)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.SetAsync(booked, Cancelled, Stranger)).Error.ShouldBe(BookingError.NotFound);
        (await clinic.SetAsync(booked, Cancelled, TestPortal.Visitor)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.SetAsync(booked, Cancelled, TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.SetAsync(booked, Cancelled, Owner)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_act_on_what_they_both_saw_one_is_told_that_it_changed_meanwhile()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var results = await Task.WhenAll(clinic.SetAsync(booked, Cancelled), clinic.SetAsync(booked, Arrived), clinic.MoveAsync(booked, Monday(12)));
        results.Count(result => result.Succeeded).ShouldBe(1);
        results.Count(result => result.IsError(BookingError.ChangedMeanwhile)).ShouldBe(2);
        (await clinic.ReadAsync(booked.Id)).ShouldBe(results.Single(result => result.Succeeded).Value);
    }
}
