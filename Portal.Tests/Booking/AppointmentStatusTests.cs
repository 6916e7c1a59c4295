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
        (Proposed, Booked, "accepted"), (Proposed, Cancelled, "cancelled"),
        (Booked, Confirmed, "confirmed"), (Booked, Arrived, "arrived"), (Booked, NoShow, "noshow"), (Booked, Cancelled, "cancelled"),
        (Confirmed, Arrived, "arrived"), (Confirmed, NoShow, "noshow"), (Confirmed, Cancelled, "cancelled"),
        (Arrived, Waiting, "waiting"), (Arrived, InConsult, "inconsult"), (Arrived, Fulfilled, "fulfilled"), (Arrived, Booked, "reopened"), (Arrived, Cancelled, "cancelled"),
        (Waiting, InConsult, "inconsult"), (Waiting, Fulfilled, "fulfilled"), (Waiting, Arrived, "arrived"), (Waiting, Cancelled, "cancelled"),
        (InConsult, Fulfilled, "fulfilled"), (InConsult, Waiting, "waiting"),
        (Fulfilled, Arrived, "arrived"), (NoShow, Arrived, "arrived"),
    ];

    [Theory]
    [InlineData(Proposed)]
    [InlineData(Booked)]
    [InlineData(Confirmed)]
    [InlineData(Arrived)]
    [InlineData(Waiting)]
    [InlineData(InConsult)]
    [InlineData(Fulfilled)]
    [InlineData(NoShow)]
    [InlineData(Cancelled)]
    public async Task From_each_state_the_allowed_ways_are_open_and_all_others_closed(AppointmentStatus from)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var half = 0;
        foreach (var to in Enum.GetValues<AppointmentStatus>())
        {
            var appointment = await BringToAsync(clinic, from, 9 + half / 2, half++ % 2 * 30);
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

    [Fact]
    public void Pages_offer_the_ways_that_the_database_allows()
    {
        foreach (var from in Enum.GetValues<AppointmentStatus>())
            AppointmentSteps.From(from).ShouldBe(Ways.Where(way => way.From == from).Select(way => way.To), ignoreOrder: true, from.ToString());
    }

    static async Task<AppointmentState> BringToAsync(TestClinic clinic, AppointmentStatus status, int hour, int minute = 0)
    {
        var appointment = (await clinic.BookAsync(Monday(hour, minute), caller: status == Proposed ? TestPortal.Visitor : Desk)).Value;
        AppointmentStatus[] way = status switch { Proposed or Booked => [], Waiting or InConsult or Fulfilled => [Arrived, status], _ => [status] };
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
        (await clinic.StoryAsync(proposed.Id)).ShouldBe("proposed moved accepted");
    }

    [Fact]
    public async Task A_patient_says_that_they_come_or_cancels_and_does_nothing_else_to_the_own_appointments()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.SetAsync(booked, Arrived, Owner)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.SetAsync(booked, Cancelled, Stranger)).Error.ShouldBe(BookingError.NotFound);
        (await clinic.SetAsync(booked, Cancelled, TestPortal.Visitor)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.SetAsync(booked, Cancelled, TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(BookingError.Forbidden);
        var confirmed = (await clinic.SetAsync(booked, Confirmed, Owner)).Value;
        (await clinic.SetAsync(confirmed, Cancelled, Owner)).Succeeded.ShouldBeTrue();
        (await clinic.Portal.AsSuperuserAsync<string>($"select cancelled_by from appointments where id = '{booked.Id}'")).ShouldBe("Patient");
    }

    [Fact]
    public async Task Who_said_they_come_to_the_old_time_has_not_said_so_for_the_new_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var confirmed = (await clinic.SetAsync((await clinic.BookAsync(Monday(10))).Value, Confirmed, Owner)).Value;
        (await clinic.MoveAsync(confirmed, Monday(12))).Value.Status.ShouldBe(Booked);
    }

    [Fact]
    public async Task A_patient_who_comes_after_all_is_here_though_somebody_else_has_the_time_by_now()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var missed = (await clinic.SetAsync((await clinic.BookAsync(Monday(10))).Value, NoShow)).Value;
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync(missed, Arrived)).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("claims")).ShouldBe(2);
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
