using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class MoveAppointmentTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_moved_appointment_blocks_its_new_time_and_frees_the_old_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;

        var moved = (await clinic.MoveAsync(booked, Monday(12), practitioner: 1)).Value;

        moved.ShouldBe(booked with { Practitioner = clinic.Practitioners[1], Start = Monday(12), End = Monday(12, 30), Version = 2 });
        (await clinic.ReadAsync(booked.Id)).ShouldBe(moved);
        (await clinic.BookAsync(Monday(12), practitioner: 1)).Error.ShouldBe(BookingError.Taken);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_move_may_overlap_the_time_it_leaves()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.OfferedAsync()).ShouldNotContain(Monday(10));
        (await clinic.OfferedAsync(except: booked.Id)).ShouldContain(Monday(10));

        (await clinic.MoveAsync(booked, Monday(10, 15))).Value.Start.ShouldBe(Monday(10, 15));
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    [Fact]
    public async Task A_move_onto_a_taken_time_is_refused_and_the_old_time_stays_kept()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.BookAsync(Monday(11))).Succeeded.ShouldBeTrue();

        (await clinic.MoveAsync(booked, Monday(11))).Error.ShouldBe(BookingError.Taken);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(booked);
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task A_move_of_what_somebody_else_changed_meanwhile_changes_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var quicker = (await clinic.MoveAsync(booked, Monday(12))).Value;

        (await clinic.MoveAsync(booked, Monday(14))).Error.ShouldBe(BookingError.ChangedMeanwhile);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(quicker);
        (await clinic.OfferedAsync()).ShouldContain(Monday(14));
        (await clinic.MoveAsync(quicker, Monday(14))).Succeeded.ShouldBeTrue("read again, it can be moved");
    }

    [Fact]
    public async Task A_patient_moves_appointments_of_the_own_phone_and_knows_of_no_others()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.MoveAsync(booked, Monday(12), caller: Stranger)).Error.ShouldBe(BookingError.NotFound);
        (await clinic.MoveAsync(booked, Monday(12), caller: Owner)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_move_to_any_doctor_takes_the_preferred_one_or_else_whoever_is_free()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 3);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var (key, third) = (Guid.NewGuid(), clinic.Practitioners[2]);

        var moved = (await clinic.MoveAsync(booked, Monday(11), null, Owner, preferred: third)).Value;
        moved.Practitioner.ShouldBe(third);

        (await clinic.BookAsync(Monday(12), practitioner: 2)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(12), practitioner: 0)).Succeeded.ShouldBeTrue();
        var again = (await clinic.MoveAsync(moved, Monday(12), null, Owner, key, preferred: third)).Value;
        again.Practitioner.ShouldBe(clinic.Practitioners[1]);
        (await clinic.MoveAsync(moved, Monday(12), null, Owner, key, preferred: third)).Value.ShouldBe(again, "sent twice, it is moved once");

        (await clinic.BookAsync(Monday(13), practitioner: 0)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(13), practitioner: 1)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(13), practitioner: 2)).Succeeded.ShouldBeTrue();
        (await clinic.MoveAsync(again, Monday(13), null, Owner)).Error.ShouldBe(BookingError.Taken);
        (await clinic.ReadAsync(booked.Id)).ShouldBe(again);
    }

    [Fact]
    public async Task An_appointment_of_another_clinic_does_not_exist()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await other.MoveAsync(booked, Monday(12))).Error.ShouldBe(BookingError.NotFound);
        (await other.SetAsync(booked, AppointmentStatus.Cancelled)).Error.ShouldBe(BookingError.NotFound);
        (await clinic.ReadAsync(booked.Id)).ShouldBe(booked);
    }

    [Fact]
    public async Task Neither_a_visitor_nor_a_pharmacist_moves_anything()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.MoveAsync(booked, Monday(12), caller: TestPortal.Visitor)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.MoveAsync(booked, Monday(12), caller: TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(BookingError.Forbidden);
    }

    [Theory]
    [InlineData(AppointmentStatus.Arrived)]
    [InlineData(AppointmentStatus.NoShow)]
    [InlineData(AppointmentStatus.Cancelled)]
    public async Task What_is_no_longer_ahead_is_not_moved(AppointmentStatus status)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var over = (await clinic.SetAsync((await clinic.BookAsync(Monday(10))).Value, status)).Value;
        (await clinic.MoveAsync(over, Monday(12))).Error.ShouldBe(BookingError.Closed);
        (await clinic.OfferedAsync()).ShouldContain(Monday(12));
    }

    [Fact]
    public async Task A_patient_moves_within_notice_and_hours_and_the_desk_within_hours()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        var inHalfAnHour = portal.Now + NodaTime.Duration.FromMinutes(30);
        (await clinic.MoveAsync(booked, inHalfAnHour, caller: Owner)).Error.ShouldBe(BookingError.TooSoon);
        (await clinic.MoveAsync(booked, Monday(18), caller: Owner)).Error.ShouldBe(BookingError.OutsideHours);
        (await clinic.MoveAsync(booked, Monday(18))).Error.ShouldBe(BookingError.OutsideHours);
        (await clinic.MoveAsync(booked, inHalfAnHour)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task What_has_begun_is_the_desks_to_change_and_not_its_patients()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        await portal.AsSuperuserAsync<int>(
            $"update appointments set starts_at = '{portal.Now}', ends_at = '{portal.Now + NodaTime.Duration.FromMinutes(30)}' where id = '{booked.Id}' returning version");

        (await clinic.MoveAsync(booked, Monday(12), caller: Owner)).Error.ShouldBe(BookingError.Closed);
        (await clinic.SetAsync(booked, AppointmentStatus.Cancelled, caller: Owner)).Error.ShouldBe(BookingError.Closed);
        (await clinic.MoveAsync(booked, Monday(12))).Succeeded.ShouldBeTrue("who comes late is moved by the desk");
    }

    [Fact]
    public async Task A_move_reckoned_for_another_service_finds_no_appointment()
    {
        var clinic = await TestClinic.CreateAsync(portal);

        var longer = new Service(clinic.Id, ServiceId.New()) { NameAr = "كشف مطول", NameEn = "Long visit", Minutes = 60, Colour = "#0f766e" };
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.Add(longer);
            db.Add(new PractitionerService(clinic.Id, clinic.Practitioners[0], longer.Id));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var booked = (await clinic.BookAsync(Monday(10))).Value;
        (await clinic.MoveAsync(booked, Monday(12), service: longer.Id)).Error.ShouldBe(BookingError.NotFound);

        (await clinic.ReadAsync(booked.Id)).ShouldBe(booked);
    }
}
