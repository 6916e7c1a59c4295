using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class UndoTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly UserId Sara = UserId.New();
    static readonly Action<Caller> BySara = caller => caller.BecomeStaff(Sara, "Sara", StaffRole.Receptionist);

    [Fact]
    public async Task A_cancellation_taken_back_stands_in_its_old_place_as_if_nothing_had_been()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10), caller: BySara)).Value;
        var cancelled = (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, BySara, reason: "by mistake")).Value;

        (await UndoAsync(clinic, cancelled)).Value.ShouldBe(booked with { Version = 3 });

        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
        (await clinic.StoryAsync(booked.Id)).ShouldBe("booked cancelled restored");
        (await clinic.Portal.AsSuperuserAsync<bool>($"select cancel_reason is null and cancelled_by is null from appointments where id = '{booked.Id}'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_move_taken_back_gives_the_new_place_free_and_has_the_old_one_again()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10), caller: BySara)).Value;
        var moved = (await clinic.MoveAsync(booked, Monday(12), practitioner: 1, caller: BySara)).Value;

        (await UndoAsync(clinic, moved)).Value.ShouldBe(booked with { Version = 3 });

        (await clinic.BookAsync(Monday(12), practitioner: 1)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_refused_with_the_reason()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10), caller: BySara)).Value;
        (await UndoAsync(clinic, booked)).Error.ShouldBe(BookingError.TooLateToUndo); // a booking is cancelled

        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived, BySara)).Value;
        (await UndoAsync(clinic, arrived, Desk)).Error.ShouldBe(BookingError.TooLateToUndo); // another's
        (await UndoAsync(clinic, booked)).Error.ShouldBe(BookingError.ChangedMeanwhile);
        (await UndoAsync(clinic, arrived, Owner)).Error.ShouldBe(BookingError.Forbidden);

        clinic.Portal.Clock.Advance(TimeSpan.FromSeconds(61));
        (await UndoAsync(clinic, arrived)).Error.ShouldBe(BookingError.TooLateToUndo);
    }

    [Fact]
    public async Task A_place_that_went_to_somebody_else_meanwhile_is_not_taken_from_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10), caller: BySara)).Value;
        var moved = (await clinic.MoveAsync(booked, Monday(12), caller: BySara)).Value;
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();

        (await UndoAsync(clinic, moved)).Error.ShouldBe(BookingError.Taken);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(moved);
        (await clinic.BookAsync(Monday(12))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task Taken_back_twice_with_one_key_is_taken_back_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arrived = (await clinic.SetAsync((await clinic.BookAsync(Monday(10), caller: BySara)).Value, AppointmentStatus.Arrived, BySara)).Value;
        var key = Guid.NewGuid();
        var results = await Task.WhenAll(UndoAsync(clinic, arrived, key: key), UndoAsync(clinic, arrived, key: key));
        results.ShouldAllBe(result => result.Succeeded);
        (await clinic.StoryAsync(arrived.Id)).ShouldBe("booked arrived undone");
    }

    static async Task<Result<AppointmentState, BookingError>> UndoAsync(TestClinic clinic, AppointmentState changed, Action<Caller>? caller = null, Guid? key = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? BySara);
        return await scope.Get<UndoAppointmentChange>().ExecuteAsync(new(key ?? Guid.NewGuid(), changed.Id, changed.Version), TestContext.Current.CancellationToken);
    }
}
