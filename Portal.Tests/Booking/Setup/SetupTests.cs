using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Setup;

/// <summary>An administrator changes what can be booked, and the next search and booking go by it.</summary>
public sealed class SetupTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Monday = new(2026, 11, 23);
    static readonly Action<Caller> Administrator = TestPortal.Staff(StaffRole.Administrator);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_hours_are_offered_at_once_and_the_rules_version_counts()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        var before = (await admin.Get<BookingRulesSource>().GetAsync(Cancellation)).Version;
        var usual = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Schedules.Single();

        var saved = await admin.Get<SaveSchedule>().ExecuteAsync(
            new(usual.Id, clinic.Practitioners[0], null, null, null, [new(IsoDayOfWeek.Monday, new(10, 0), new(11, 0))]), Cancellation);

        saved.Succeeded.ShouldBeTrue(saved.ToString());
        var slots = await admin.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(Monday, Monday)), Cancellation);
        slots.Select(s => s.Start).ShouldBe([TestPortal.At("2026-11-23T08:00:00Z"), TestPortal.At("2026-11-23T08:30:00Z")]);
        (await admin.Get<BookingRulesSource>().GetAsync(Cancellation)).Version.ShouldBeGreaterThan(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-15)]
    [InlineData(4)]
    [InlineData(241)]
    public async Task A_step_that_leads_nowhere_is_refused(int minutes)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        (await admin.Get<SaveBookingSettings>().ExecuteAsync(new(0, 30, minutes, 5), Cancellation)).Error.ShouldBe(SetupError.StepOutOfRange);
    }

    [Fact]
    public async Task A_receptionist_may_not_change_the_set_up()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var desk = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        (await desk.Get<SaveBookingSettings>().ExecuteAsync(new(0, 30, 15, 5), Cancellation)).Error.ShouldBe(SetupError.Forbidden);
        (await desk.Get<ListSetup>().ExecuteAsync(Cancellation)).Error.ShouldBe(SetupError.Forbidden);
    }

    [Fact]
    public async Task Two_administrators_do_not_overwrite_each_other()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        var service = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Services.Single();
        var first = new SaveService.Request(service.Id, service.Version, "كشف", "Visit", null, null, 20, 0, 0, 350, "#112233", false, 0);

        (await admin.Get<SaveService>().ExecuteAsync(first, Cancellation)).Succeeded.ShouldBeTrue();
        (await admin.Get<SaveService>().ExecuteAsync(first with { Minutes = 45 }, Cancellation)).Error.ShouldBe(SetupError.ChangedMeanwhile);
        (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Services.Single().Minutes.ShouldBe(20);
    }

    [Fact]
    public async Task Seasons_of_one_practitioner_do_not_overlap()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        var ramadan = new SaveSchedule.Request(null, clinic.Practitioners[0], "Ramadan", new(2027, 2, 8), new(2027, 3, 9), [new(IsoDayOfWeek.Monday, new(20, 0), new(1, 0))]);
        (await admin.Get<SaveSchedule>().ExecuteAsync(ramadan, Cancellation)).Succeeded.ShouldBeTrue();
        (await admin.Get<SaveSchedule>().ExecuteAsync(ramadan with { From = new(2027, 3, 9), To = new(2027, 3, 20) }, Cancellation)).Error.ShouldBe(SetupError.SchedulesOverlap);
        (await admin.Get<SaveSchedule>().ExecuteAsync(ramadan with { Practitioner = clinic.Practitioners[1] }, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(9, 13, 12, 15, SetupError.HoursOverlap)]
    [InlineData(9, 13, 13, 15, null)]
    [InlineData(20, 1, 9, 13, null)]
    [InlineData(10, 10, 12, 13, SetupError.HoursOverlap)]
    public async Task Windows_of_a_day_do_not_overlap(int from1, int to1, int from2, int to2, SetupError? expected)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        var result = await admin.Get<SaveSchedule>().ExecuteAsync(
            new(null, clinic.Practitioners[0], "x", new(2027, 5, 1), new(2027, 5, 30),
                [new(IsoDayOfWeek.Monday, new(from1, 0), new(to1, 0)), new(IsoDayOfWeek.Monday, new(from2, 0), new(to2, 0))]), Cancellation);
        (result.Succeeded ? (SetupError?)null : result.Error).ShouldBe(expected);
    }

    [Fact]
    public async Task An_absence_says_how_many_are_booked_in_it()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        (await admin.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], TestPortal.At("2026-11-23T08:00:00Z"), BookingSource.Desk), Cancellation)).Succeeded.ShouldBeTrue();
        (await admin.Get<AddTimeOff>().ExecuteAsync(new(clinic.Practitioners[0], Monday.At(new(9, 0)), Monday.At(new(12, 0)), null), Cancellation)).Succeeded.ShouldBeTrue();

        (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.TimeOff.ShouldHaveSingleItem().Booked.ShouldBe(1);
        var slots = await admin.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(Monday, Monday)), Cancellation);
        slots[0].Start.ShouldBe(TestPortal.At("2026-11-23T10:00:00Z"));
    }

    [Fact]
    public async Task A_holiday_closes_the_clinic_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        (await admin.Get<AddHoliday>().ExecuteAsync(new(Monday, "عطلة", "Holiday"), Cancellation)).Succeeded.ShouldBeTrue();
        (await admin.Get<AddHoliday>().ExecuteAsync(new(Monday, "عطلة", "Holiday"), Cancellation)).Error.ShouldBe(SetupError.DateTaken);
        (await admin.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(Monday, Monday)), Cancellation)).ShouldBeEmpty();
        (await admin.Get<RemoveHoliday>().ExecuteAsync(Monday, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_preview_shows_unsaved_hours_and_saves_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        var preview = await admin.Get<PreviewSlots>().ExecuteAsync(
            new(clinic.Practitioners[0], null, new DateInterval(Monday, Monday), new ScheduleRule(null, null, [new(IsoDayOfWeek.Monday, new(20, 0), new(21, 0))])), Cancellation);
        preview.Count.ShouldBe(2);
        (await admin.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(Monday, Monday)), Cancellation)).Count.ShouldBe(16);
    }

    [Fact]
    public async Task A_retired_practitioner_is_offered_no_more()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 2);
        await using var admin = portal.Scope(clinic.Id, Administrator);
        var practitioner = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Practitioners[0];
        (await admin.Get<SavePractitioner>().ExecuteAsync(
            new(practitioner.Id, practitioner.Version, "أ", "A", null, null, "#112233", null, true, 0, [clinic.Service]), Cancellation)).Succeeded.ShouldBeTrue();
        await using var db = admin.Db();
        (await db.Set<Practitioner>().SingleAsync(p => p.Id == practitioner.Id, Cancellation)).Retired.ShouldBeTrue();
        (await admin.Get<FindSlots>().ExecuteAsync(new(clinic.Service, practitioner.Id, new DateInterval(Monday, Monday)), Cancellation)).ShouldBeEmpty();
    }
}
