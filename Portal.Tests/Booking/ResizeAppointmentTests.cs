using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class ResizeAppointmentTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Duration AnHour = Duration.FromHours(1), AQuarter = Duration.FromMinutes(15);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_longer_appointment_blocks_its_new_end_and_a_shorter_one_frees_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;

        var longer = (await clinic.ResizeAsync(booked, AnHour)).Value;

        longer.ShouldBe(booked with { End = Monday(11), Version = 2 });
        (await clinic.ReadAsync(booked.Id)).ShouldBe(longer);
        (await clinic.BookAsync(Monday(10, 30))).Error.ShouldBe(BookingError.Taken);
        (await clinic.ResizeAsync(longer, AQuarter)).Value.End.ShouldBe(Monday(10, 15));
        (await clinic.BookAsync(Monday(10, 15))).Succeeded.ShouldBeTrue();
        (await clinic.StoryAsync(booked.Id)).ShouldBe("booked resized resized");
    }

    [Fact]
    public async Task What_would_run_into_the_next_appointment_or_past_the_hours_stays_as_it_is()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.BookAsync(Monday(10, 45))).Succeeded.ShouldBeTrue();
        var last = (await clinic.BookAsync(Monday(16, 30))).Value;

        (await clinic.ResizeAsync(booked, AnHour)).Error.ShouldBe(BookingError.Taken);
        (await clinic.ResizeAsync(last, AnHour)).Error.ShouldBe(BookingError.OutsideHours);
        (await clinic.ResizeAsync(booked, Duration.Zero)).Error.ShouldBe(BookingError.OutsideHours);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(booked);
        (await clinic.CountAsync("claims")).ShouldBe(3);
        (await clinic.ResizeAsync(booked, Duration.FromMinutes(45))).Succeeded.ShouldBeTrue("up to the next one there is room");
    }

    [Fact]
    public async Task A_hold_that_ran_out_blocks_nobody_from_taking_longer()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.HoldAsync(Guid.NewGuid(), Monday(10, 30))).Succeeded.ShouldBeTrue();
        (await clinic.ResizeAsync(booked, AnHour)).Error.ShouldBe(BookingError.Taken);

        portal.Clock.Advance(TimeSpan.FromMinutes(30));

        (await clinic.ResizeAsync(booked, AnHour)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_command_again_changes_nothing_and_another_under_its_key_is_refused()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var key = Guid.NewGuid();
        var longer = (await clinic.ResizeAsync(booked, AnHour, key: key)).Value;

        (await clinic.ResizeAsync(booked, AnHour, key: key)).Value.ShouldBe(longer);
        (await clinic.ResizeAsync(booked, AQuarter, key: key)).Error.ShouldBe(BookingError.KeyReused);
        (await clinic.ReadAsync(booked.Id)).ShouldBe(longer);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_resized()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var moved = (await clinic.MoveAsync(booked, Monday(12))).Value;

        (await clinic.ResizeAsync(booked, AnHour)).Error.ShouldBe(BookingError.ChangedMeanwhile);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(moved);
    }

    [Theory]
    [InlineData(AppointmentStatus.Arrived)]
    [InlineData(AppointmentStatus.Cancelled)]
    public async Task What_is_no_longer_ahead_keeps_its_length(AppointmentStatus status)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var over = (await clinic.SetAsync((await clinic.BookAsync(Monday(10))).Value, status)).Value;
        (await clinic.ResizeAsync(over, AnHour)).Error.ShouldBe(BookingError.Closed);
    }

    [Fact]
    public async Task Neither_a_patient_nor_a_pharmacist_nor_another_clinic_resizes_anything()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var booked = (await clinic.BookAsync(Monday(10))).Value;

        (await clinic.ResizeAsync(booked, AnHour, Owner)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.ResizeAsync(booked, AnHour, TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(BookingError.Forbidden);
        (await other.ResizeAsync(booked with { Practitioner = other.Practitioners[0] }, AnHour)).Error.ShouldBe(BookingError.NotFound);

        (await clinic.CountAsync("audit_entries where action = 'appointment.resize' and outcome = 'Forbidden'")).ShouldBe(2);
        (await clinic.ReadAsync(booked.Id)).ShouldBe(booked);
    }

    [Fact]
    public async Task Who_said_they_would_come_still_will_and_is_told_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var confirmed = (await clinic.SetAsync((await clinic.BookAsync(Monday(10))).Value, AppointmentStatus.Confirmed)).Value;

        (await clinic.ResizeAsync(confirmed, AnHour)).Value.Status.ShouldBe(AppointmentStatus.Confirmed);

        (await clinic.CountAsync("outbox where kind = 'appointment.resized'")).ShouldBe(1);
        (await clinic.CountAsync("audit_entries where action = 'appointment.resized'")).ShouldBe(1);
    }

    [Fact]
    public async Task It_can_be_taken_back_for_a_minute()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var sara = UserId.New();
        Action<Caller> bySara = caller => caller.BecomeStaff(sara, "Sara", StaffRole.Receptionist);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var longer = (await clinic.ResizeAsync(booked, AnHour, bySara)).Value;

        await using (var scope = portal.Scope(clinic.Id, bySara))
            (await scope.Get<UndoAppointmentChange>().ExecuteAsync(new(Guid.NewGuid(), booked.Id, longer.Version), Cancellation)).Value.End.ShouldBe(booked.End);

        (await clinic.BookAsync(Monday(10, 30))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_stands_over_another_on_purpose_may_take_longer_and_comes_down_when_short_enough()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.BookAsync(Monday(10, 30))).Succeeded.ShouldBeTrue();
        AppointmentState over;
        await using (var scope = portal.Scope(clinic.Id, Desk))
            over = (await scope.Get<BookAppointment>().ExecuteAsync(
                new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], Monday(10, 15), BookingSource.Desk) { OverbookReason = "urgent" }, Cancellation)).Value;

        var longer = (await clinic.ResizeAsync(over, AnHour)).Value;
        longer.End.ShouldBe(Monday(11, 15));
        (await clinic.CountAsync("appointments where overbook_reason is not null")).ShouldBe(1);

        (await clinic.ResizeAsync(longer, AQuarter)).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("appointments where overbook_reason is not null")).ShouldBe(0);
        (await clinic.CountAsync("claims where lane > 0")).ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_who_make_one_longer_and_book_what_follows_one_wins()
    {
        for (var i = 0; i < 5; i++)
        {
            var clinic = await TestClinic.CreateAsync(portal);
            var booked = (await clinic.BookAsync(Monday(10))).Value;
            var longer = clinic.ResizeAsync(booked, AnHour);
            var next = clinic.BookAsync(Monday(10, 30));
            await Task.WhenAll(longer, next);
            ((await longer).Succeeded ^ (await next).Succeeded).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_room_stays_the_same_one_and_is_in_the_way_where_it_is_taken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var room = Guid.CreateVersion7();
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.Add(new Resource(clinic.Id, room) { Kind = ResourceKind.Room, NameAr = "غرفة", NameEn = "Room" });
            db.Add(new ServiceResource(clinic.Id, clinic.Service, room));
            await db.SaveChangesAsync(Cancellation);
        }

        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.BookAsync(Monday(10, 45), practitioner: 1)).Succeeded.ShouldBeTrue();

        (await clinic.ResizeAsync(booked, AnHour)).Error.ShouldBe(BookingError.Taken);
        (await clinic.ResizeAsync(booked, Duration.FromMinutes(45))).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync($"appointments where room_id = '{room}'")).ShouldBe(2);
    }
}
