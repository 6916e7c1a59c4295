using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

/// <summary>What depends on who comes: lengths, follow-ups, ages, limits, and what the clinic asks of those who did not come before.</summary>
public sealed class VisitRulesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_visit_takes_longer_than_the_next()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SetAsync(clinic, service => service.NewPatientMinutes = 60);
        var first = (await clinic.BookAsync(Monday(10))).Value;
        (first.End - first.Start).ShouldBe(Duration.FromMinutes(60));
        (await clinic.BookAsync(Monday(10, 30))).Error.ShouldBe(BookingError.Taken);
        var next = (await clinic.BookAsync(Monday(12))).Value;
        (next.End - next.Start).ShouldBe(Duration.FromMinutes(30));
        (await KindsAsync(clinic)).ShouldBe("New Returning");
    }

    [Fact]
    public async Task Back_at_the_same_doctor_within_the_window_is_a_shorter_cheaper_follow_up_once()
    {
        var clinic = await TestClinic.CreateAsync(portal, step: 10);
        await SetAsync(clinic, service => (service.RevisitDays, service.FollowUpMinutes, service.FollowUpPrice) = (14, 10, 0m));
        await SeenAsync(clinic, Monday(9));

        var other = (await clinic.BookAsync(Monday(11), practitioner: 1)).Value; // another doctor: no follow-up
        (other.End - other.Start).ShouldBe(Duration.FromMinutes(30));
        var followUp = (await clinic.BookAsync(Monday(12))).Value;
        (followUp.End - followUp.Start).ShouldBe(Duration.FromMinutes(10));
        (await clinic.BookAsync(Monday(13))).Succeeded.ShouldBeTrue(); // the second is an ordinary visit
        (await KindsAsync(clinic)).ShouldBe("New Returning FollowUp Returning");
        (await clinic.Portal.AsSuperuserAsync<decimal>($"select price from appointments where id = '{followUp.Id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_free_follow_up_is_moved_by_its_patient_to_where_it_is_one_and_by_the_desk_anywhere()
    {
        var clinic = await TestClinic.CreateAsync(portal, step: 10);
        await SetAsync(clinic, service => (service.RevisitDays, service.FollowUpMinutes, service.FollowUpPrice) = (3, 10, 0m));
        await SeenAsync(clinic, Monday(9));
        var followUp = (await clinic.BookAsync(Monday(12), caller: Owner)).Value;

        (await clinic.MoveAsync(followUp, Monday(13), practitioner: 1, caller: Owner)).Error.ShouldBe(BookingError.FollowUpOnly);
        (await clinic.MoveAsync(followUp, Monday(13) + Duration.FromDays(7), caller: Owner)).Error.ShouldBe(BookingError.FollowUpOnly);
        (await clinic.ReadAsync(followUp.Id)).ShouldBe(followUp);
        (await clinic.MoveAsync(followUp, Monday(13), practitioner: 1, caller: Stranger)).Error.ShouldBe(BookingError.NotFound);

        var moved = (await clinic.MoveAsync(followUp, Monday(13), practitioner: null, caller: Owner, preferred: clinic.Practitioners[1])).Value;
        moved.Practitioner.ShouldBe(clinic.Practitioners[0], "any doctor is the one whose follow-up it is");
        (await clinic.MoveAsync(moved, Monday(14), practitioner: 1)).Succeeded.ShouldBeTrue("the desk may");
    }

    [Theory]
    [InlineData(NoShowPolicy.AskDeposit)]
    [InlineData(NoShowPolicy.DeskOnly)]
    public async Task Who_has_proved_nothing_proposes_whatever_the_record_says(NoShowPolicy policy)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.PolicyAsync(policy, 100);
        await clinic.VisitedAsync(Monday(10), AppointmentStatus.NoShow);
        portal.Forget(clinic.Id);
        (await clinic.BookAsync(Monday(15), caller: TestPortal.Visitor)).Value.Status.ShouldBe(AppointmentStatus.Proposed);
    }

    [Fact]
    public async Task After_the_window_it_is_an_ordinary_visit()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SetAsync(clinic, service => (service.RevisitDays, service.FollowUpMinutes) = (6, 10));
        await SeenAsync(clinic, Monday(10));
        var late = (await clinic.BookAsync(Monday(10) + Duration.FromDays(7))).Value;
        (late.End - late.Start).ShouldBe(Duration.FromMinutes(30));
        var inTime = (await clinic.BookAsync(Monday(9) + Duration.FromDays(5))).Value;
        (inTime.End - inTime.Start).ShouldBe(Duration.FromMinutes(10));
    }

    [Fact]
    public async Task A_visitor_who_says_it_is_the_first_visit_is_offered_and_held_the_longer_time()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SetAsync(clinic, service => service.NewPatientMinutes = 60);
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        var monday = new LocalDate(2026, 11, 23);
        var slots = await scope.Get<FindSlots>().ExecuteAsync(
            new(clinic.Service, clinic.Practitioners[0], new DateInterval(monday, monday)) { Visit = VisitKind.New }, Cancellation);
        slots[^1].ShouldBe(new(clinic.Practitioners[0], Monday(16), Monday(17)));
        (await scope.Get<HoldSlot>().ExecuteAsync(
            new(Guid.NewGuid(), Guid.NewGuid(), clinic.Service, clinic.Practitioners[0], null, Monday(10)) { Visit = VisitKind.New }, Cancellation)).Succeeded.ShouldBeTrue();
        (await clinic.OfferedAsync()).ShouldNotContain(Monday(10, 30));
    }

    [Theory]
    [InlineData("2020-01-01", Gender.Female, null)]
    [InlineData("2000-01-01", Gender.Female, BookingError.NotForPatient)]
    [InlineData("2020-01-01", Gender.Male, BookingError.NotForPatient)]
    [InlineData("2008-11-24", Gender.Female, null)] // eighteen tomorrow
    [InlineData("2008-11-23", Gender.Female, BookingError.NotForPatient)] // eighteen that day
    [InlineData(null, Gender.Female, BookingError.BirthDateMissing)]
    public async Task A_service_for_some_ages_and_one_gender_is_refused_to_others(string? born, Gender gender, BookingError? refused)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SetAsync(clinic, service => (service.MaxAge, service.Gender) = (17, Gender.Female));
        await using (var scope = clinic.Portal.Scope(clinic.Id))
        {
            await using var db = scope.Db();
            var patient = await db.Set<Patient>().AsTracking().SingleAsync(Cancellation);
            (patient.BirthDate, patient.Gender) = (born is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(born).Value, gender);
            await db.SaveChangesAsync(Cancellation);
        }

        var result = await clinic.BookAsync(Monday(10), caller: Owner);
        if (refused is { } why)
            result.Error.ShouldBe(why);
        else
            result.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_daily_limit_closes_the_day_and_holds_when_everybody_comes_at_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SetAsync(clinic, service => service.DailyLimit = 3);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => clinic.BookAsync(Monday(9 + i))));
        results.Count(result => result.Succeeded).ShouldBe(3);
        results.Where(result => !result.Succeeded).ShouldAllBe(result => result.IsError(BookingError.LimitReached));
        (await clinic.OfferedAsync()).ShouldBeEmpty();
        (await clinic.OfferedAsync(practitioner: 1)).ShouldNotBeEmpty();
        (await clinic.BookAsync(Monday(10) + Duration.FromDays(1))).Succeeded.ShouldBeTrue();
        // any doctor goes to who has room
        (await clinic.BookAsync(Monday(16), practitioner: null)).Value.Practitioner.ShouldBe(clinic.Practitioners[1]);
    }

    [Fact]
    public async Task A_weekly_limit_counts_the_clinics_week_and_the_desk_goes_over_it_with_a_reason()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = clinic.Portal.Scope(clinic.Id))
        {
            await using var db = scope.Db();
            foreach (var practitioner in await db.Set<Practitioner>().AsTracking().ToListAsync(Cancellation))
                practitioner.WeeklyLimit = 2;
            await db.SaveChangesAsync(Cancellation);
        }

        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        var thursday = (await clinic.BookAsync(Monday(10) + Duration.FromDays(3))).Value;
        (await clinic.BookAsync(Monday(10) + Duration.FromDays(2))).Error.ShouldBe(BookingError.LimitReached);
        (await clinic.BookAsync(Monday(10) + Duration.FromDays(5))).Succeeded.ShouldBeTrue(); // Saturday: a new week
        (await clinic.MoveAsync(thursday, Monday(12))).Succeeded.ShouldBeTrue(); // it does not count against itself

        await using var desk = clinic.Portal.Scope(clinic.Id, Desk);
        var over = (await desk.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], Monday(14), BookingSource.Desk) { OverbookReason = "stitches" }, Cancellation)).Value;
        (await clinic.Portal.AsSuperuserAsync<string>($"select overbook_reason from appointments where id = '{over.Id}'")).ShouldBe("stitches");
    }

    [Theory]
    [InlineData(NoShowPolicy.None)]
    [InlineData(NoShowPolicy.AskToConfirm)]
    [InlineData(NoShowPolicy.AskDeposit)]
    [InlineData(NoShowPolicy.DeskOnly)]
    public async Task Who_did_not_come_twice_meets_the_clinics_policy_and_the_desk_does_not(NoShowPolicy policy)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = clinic.Portal.Scope(clinic.Id))
        {
            await using var db = scope.Db();
            var settings = await db.Set<BookingSettings>().AsTracking().SingleAsync(Cancellation);
            (settings.NoShowPolicy, settings.NoShowLimit, settings.NoShowDeposit) = (policy, 2, 100);
            await db.SaveChangesAsync(Cancellation);
        }

        for (var hour = 9; hour < 11; hour++)
        {
            (await clinic.BookAsync(Monday(hour), caller: Owner)).Value.Status.ShouldBe(AppointmentStatus.Booked);
            await clinic.SetAsync((await clinic.BookAsync(Monday(hour + 2))).Value, AppointmentStatus.NoShow);
        }

        var result = await clinic.BookAsync(Monday(15), caller: Owner);
        if (policy == NoShowPolicy.DeskOnly)
            result.Error.ShouldBe(BookingError.DeskOnly);
        else
            result.Value.Status.ShouldBe(policy == NoShowPolicy.AskToConfirm ? AppointmentStatus.Proposed : AppointmentStatus.Booked);
        if (policy == NoShowPolicy.AskDeposit)
            (await clinic.Portal.AsSuperuserAsync<decimal>($"select deposit from appointments where id = '{result.Value.Id}'")).ShouldBe(100);
        (await clinic.BookAsync(Monday(16))).Value.Status.ShouldBe(AppointmentStatus.Booked);
    }

    static async Task SeenAsync(TestClinic clinic, Instant start)
    {
        var booked = (await clinic.BookAsync(start)).Value;
        var arrived = (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;
        (await clinic.SetAsync(arrived, AppointmentStatus.Fulfilled)).Succeeded.ShouldBeTrue();
    }

    static Task<string> KindsAsync(TestClinic clinic) => clinic.Portal.AsSuperuserAsync<string>(
        $"select string_agg(visit_kind, ' ' order by starts_at) from appointments where tenant_id = '{clinic.Id}'");

    static async Task SetAsync(TestClinic clinic, Action<Service> change)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        change(await db.Set<Service>().AsTracking().SingleAsync(Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }
}
