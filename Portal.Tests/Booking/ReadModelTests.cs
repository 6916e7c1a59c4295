using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

/// <summary>What the pages show, read back after real bookings.</summary>
public sealed class ReadModelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Monday = new(2026, 11, 23);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<AppointmentState> BookAsync(TestClinic clinic, string start, int practitioner = 0, Action<Caller>? caller = null)
    {
        await using var scope = portal.Scope(clinic.Id, caller);
        var result = await scope.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[practitioner], TestPortal.At(start), BookingSource.Desk), Cancellation);
        result.Succeeded.ShouldBeTrue(result.ToString());
        return result.Value;
    }

    [Fact]
    public async Task The_desk_sees_columns_hours_appointments_and_what_is_being_booked()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await BookAsync(clinic, "2026-11-23T08:00:00Z");
        await using (var visitor = portal.Scope(clinic.Id, TestPortal.Visitor))
            (await visitor.Get<HoldSlot>().ExecuteAsync(
                new(Guid.NewGuid(), Guid.NewGuid(), clinic.Service, clinic.Practitioners[1], null, TestPortal.At("2026-11-23T09:00:00Z")), Cancellation)).Succeeded.ShouldBeTrue();

        await using var desk = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        var day = (await desk.Get<ListDay>().ExecuteAsync(new(new DateInterval(Monday, Monday)), Cancellation)).Value;

        day.Columns.Select(c => c.Id).ShouldBe(clinic.Practitioners);
        day.Columns[0].Open.ShouldBe([new Interval(TestPortal.At("2026-11-23T07:00:00Z"), TestPortal.At("2026-11-23T15:00:00Z"))]);
        var shown = day.Appointments.ShouldHaveSingleItem();
        (shown.Id, shown.PatientName, shown.Status, shown.ServiceEn).ShouldBe((booked.Id, "منى السيد", AppointmentStatus.Booked, "Consultation"));
        day.Holds.ShouldHaveSingleItem().Start.ShouldBe(TestPortal.At("2026-11-23T09:00:00Z"));
    }

    [Fact]
    public async Task The_calendar_is_for_staff_alone_and_a_refusal_is_written_down()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Patient(TestClinic.PatientPhone));
        (await scope.Get<ListDay>().ExecuteAsync(new(new DateInterval(Monday, Monday)), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and outcome = 'Forbidden'")).ShouldBe(1);
    }

    [Fact]
    public async Task Details_tell_the_story_of_an_appointment()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await BookAsync(clinic, "2026-11-23T08:00:00Z");
        await using var desk = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        await desk.Get<MoveAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), booked.Id, 1, clinic.Service, Duration.FromMinutes(30), clinic.Practitioners[1], TestPortal.At("2026-11-23T10:00:00Z")), Cancellation);
        await desk.Get<ChangeAppointmentStatus>().ExecuteAsync(new(Guid.NewGuid(), booked.Id, 2, AppointmentStatus.Cancelled, "travelling"), Cancellation);

        var details = (await desk.Get<AppointmentDetails>().ExecuteAsync(booked.Id, Cancellation)).Value;

        details.History.Select(step => step.Kind).ShouldBe(["booked", "moved", "cancelled"]);
        details.History[1].Start.ShouldBe(TestPortal.At("2026-11-23T10:00:00Z"));
        details.Appointment.CancelReason.ShouldBe("travelling");
    }

    [Fact]
    public async Task A_patient_sees_the_appointments_of_their_own_phone_and_the_first_name_alone()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await BookAsync(clinic, "2026-11-23T08:00:00Z");
        await using (var own = portal.Scope(clinic.Id, TestPortal.Patient(TestClinic.PatientPhone)))
        {
            (await own.Get<MyAppointments>().ExecuteAsync(Cancellation)).Upcoming.ShouldHaveSingleItem().FirstName.ShouldBe("منى");
            (await own.Get<PublicAppointment>().ExecuteAsync(booked.Id, Cancellation)).ShouldNotBeNull();
        }

        await using var other = portal.Scope(clinic.Id, TestPortal.Patient("+201009999999"));
        (await other.Get<MyAppointments>().ExecuteAsync(Cancellation)).Upcoming.ShouldBeEmpty();
        (await other.Get<PublicAppointment>().ExecuteAsync(booked.Id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_doctor_sees_the_own_list()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = UserId.New();
        await using (var scope = portal.Scope(clinic.Id))
        {
            await using var db = scope.Db();
            (await db.Set<Practitioner>().AsTracking().SingleAsync(p => p.Id == clinic.Practitioners[1], Cancellation)).UserId = user;
            await db.SaveChangesAsync(Cancellation);
        }

        await BookAsync(clinic, "2026-11-23T08:00:00Z", practitioner: 0);
        var own = await BookAsync(clinic, "2026-11-23T09:00:00Z", practitioner: 1);
        await using var doctor = portal.Scope(clinic.Id, caller => caller.BecomeStaff(user, "Dr", StaffRole.Doctor));
        (await doctor.Get<ListMyDay>().ExecuteAsync(Monday, Cancellation)).Value.Appointments.ShouldHaveSingleItem().Id.ShouldBe(own.Id);
    }

    [Fact]
    public async Task A_lost_time_is_answered_with_the_next_free_ones()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        await BookAsync(clinic, "2026-11-23T08:30:00Z");
        await using var visitor = portal.Scope(clinic.Id, TestPortal.Visitor);
        var next = await visitor.Get<NextFreeTimes>().ExecuteAsync(
            new(clinic.Service, clinic.Practitioners[0], TestPortal.At("2026-11-23T08:00:00Z"), 3, null), Cancellation);
        next.Select(slot => slot.Start).ShouldBe([TestPortal.At("2026-11-23T08:00:00Z"), TestPortal.At("2026-11-23T09:00:00Z"), TestPortal.At("2026-11-23T09:30:00Z")]);
    }

    [Fact]
    public async Task People_whose_code_did_not_come_are_listed_to_be_called()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var proposed = await BookAsync(clinic, "2026-11-23T08:00:00Z", caller: TestPortal.Visitor);
        await using var desk = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        (await desk.Get<ListProposed>().ExecuteAsync(Cancellation)).Value.ShouldHaveSingleItem().Id.ShouldBe(proposed.Id);
    }

    [Fact]
    public async Task The_clinic_shows_what_somebody_offers()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var visitor = portal.Scope(clinic.Id, TestPortal.Visitor);
        var facts = await visitor.Get<ClinicPage>().ExecuteAsync(Cancellation);
        var service = facts.Services.ShouldHaveSingleItem();
        (service.NameEn, service.Price, service.Practitioners.Count).ShouldBe(("Consultation", 300m, 2));
        (await visitor.Get<ClinicPage>().OpenAsync(Monday, Cancellation)).Windows.ShouldHaveSingleItem();
        (await visitor.Get<ClinicPage>().OpenAsync(Monday.PlusDays(4), Cancellation)).Windows.ShouldBeEmpty();
    }
}
