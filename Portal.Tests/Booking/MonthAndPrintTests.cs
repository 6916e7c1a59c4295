using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class MonthAndPrintTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate TheMonday = new(2026, 11, 23);
    static readonly DateInterval November = new(new(2026, 11, 1), new(2026, 11, 30));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_counts_each_day_and_knows_its_holidays()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.Add(new Holiday(clinic.Id, new(2026, 11, 25)) { NameAr = "عيد", NameEn = "Feast" });
            await db.SaveChangesAsync(Cancellation);
        }

        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync((await clinic.BookAsync(Monday(11))).Value, AppointmentStatus.Arrived)).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync((await clinic.BookAsync(Monday(12))).Value, AppointmentStatus.NoShow)).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync((await clinic.BookAsync(Monday(13))).Value, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        (await clinic.BookAsync(Monday(14), 1, TestPortal.Visitor)).Succeeded.ShouldBeTrue();
        var month = await MonthAsync(clinic, null);
        month.Count.ShouldBe(30);
        var monday = month.Single(day => day.Date == TheMonday);
        (monday.Booked, monday.Here, monday.NoShows, monday.ToCall).ShouldBe((2, 1, 1, 1));
        monday.Taken.ShouldBe(Duration.FromMinutes(90));
        monday.Free.ShouldNotBeNull().ShouldBeInRange(85, 99);
        (month.Single(day => day.Date == new LocalDate(2026, 11, 25)) is { HolidayEn: "Feast", Free: null }).ShouldBeTrue();
        month.Where(day => day.Date != TheMonday).ShouldAllBe(day => day.Booked == 0);

        (await MonthAsync(clinic, clinic.Practitioners[1])).Single(day => day.Date == TheMonday).Booked.ShouldBe(0);
    }

    [Fact]
    public async Task The_time_of_a_class_is_taken_once_however_many_come()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
            await db.Set<Service>().ExecuteUpdateAsync(set => set.SetProperty(s => s.Capacity, 3), Cancellation);
        foreach (var hour in (int[])[10, 10, 12])
            (await clinic.BookAsync(Monday(hour))).Succeeded.ShouldBeTrue();

        var monday = (await MonthAsync(clinic, null)).Single(day => day.Date == TheMonday);
        (monday.Booked, monday.Taken).ShouldBe((3, Duration.FromHours(1)));
    }

    [Fact]
    public async Task Days_that_are_over_remember_who_was_away_who_worked_once_and_that_it_was_a_holiday()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.Add(new TimeOff(clinic.Id, Guid.CreateVersion7(), clinic.Practitioners[0]) { StartsAt = Instant.FromUtc(2026, 11, 16, 0, 0), EndsAt = Instant.FromUtc(2026, 11, 17, 0, 0) });
            db.Add(new ExtraHours(clinic.Id, Guid.CreateVersion7(), clinic.Practitioners[0]) { Date = new(2026, 11, 13), From = new(18, 0), To = new(21, 0) });
            db.Add(new Holiday(clinic.Id, new(2026, 11, 11)) { NameAr = "عيد", NameEn = "Feast" });
            await db.SaveChangesAsync(Cancellation);
        }

        var open = (await MonthAsync(clinic, null)).ToDictionary(day => day.Date.Day, day => day.Open);
        (open[11], open[13], open[16], open[17]).ShouldBe((Duration.Zero, Duration.FromHours(3), Duration.FromHours(8), Duration.FromHours(16)));
    }

    [Fact]
    public async Task An_appointment_after_midnight_in_london_is_on_cairos_day()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await clinic.BookAsync(Monday(10))).Value;
        await portal.AsSuperuserAsync<int>(
            $"update appointments set starts_at = '2026-11-22 22:30Z', ends_at = '2026-11-22 23:00Z' where id = '{booked.Id}' returning version");
        (await MonthAsync(clinic, null)).Single(day => day.Booked == 1).Date.ShouldBe(TheMonday);
    }

    [Fact]
    public async Task The_printed_list_has_ages_and_notes_and_leaves_a_trace()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
            await db.Set<Patient>().ExecuteUpdateAsync(set => set.SetProperty(p => p.BirthDate, new LocalDate(1990, 11, 24)), Cancellation);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        (await clinic.SetAsync((await clinic.BookAsync(Monday(11))).Value, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();

        await using var desk = portal.Scope(clinic.Id, Desk);
        var lists = (await desk.Get<PrintDay>().ExecuteAsync(new(TheMonday, []), Cancellation)).Value;

        var line = lists.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        (line.Start, line.Age, line.Phone).ShouldBe((Monday(10), 35, TestClinic.PatientPhone), "the birthday is tomorrow");
        (await desk.Get<PrintDay>().ExecuteAsync(new(TheMonday, [clinic.Practitioners[1]]), Cancellation)).Value.ShouldBeEmpty();
        (await clinic.CountAsync("audit_entries where action = 'day.print' and outcome = 'done'")).ShouldBe(2);
    }

    [Fact]
    public async Task Neither_is_for_a_pharmacist()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Pharmacist));
        (await scope.Get<ListMonth>().ExecuteAsync(new(November), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
        (await scope.Get<PrintDay>().ExecuteAsync(new(TheMonday, []), Cancellation)).Error.ShouldBe(BookingError.Forbidden);
    }

    static async Task<IReadOnlyList<ListMonth.DayCount>> MonthAsync(TestClinic clinic, PractitionerId? whose)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, Desk);
        return (await scope.Get<ListMonth>().ExecuteAsync(new(November, whose), Cancellation)).Value;
    }
}
