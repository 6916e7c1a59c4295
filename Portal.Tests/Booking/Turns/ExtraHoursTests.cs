using NodaTime;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;
using static Portal.Tests.Booking.Turns.TurnScenes;

namespace Portal.Tests.Booking.Turns;

public sealed class ExtraHoursTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Friday = new(2026, 11, 27);

    [Fact]
    public async Task A_free_day_is_worked_once_by_times_or_by_turns_also_on_a_holiday()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SaveAsync<AddHoliday>(clinic, (holiday, token) => holiday.ExecuteAsync(new(MondayDate, "عيد", "Holiday"), token))).Succeeded.ShouldBeTrue();
        (await clinic.OfferedAsync()).ShouldBeEmpty();
        (await AddAsync(clinic, MondayDate, 10, 11, null)).Succeeded.ShouldBeTrue();
        (await clinic.OfferedAsync()).ShouldBe([Monday(10), Monday(10, 30)]);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();

        var turns = (await AddAsync(clinic, Friday, 20, 1, 15)).Value;
        var offered = (await clinic.TurnsAsync(day: Friday)).ShouldHaveSingleItem();
        (offered.Start, offered.End, offered.Capacity).ShouldBe((Instant.FromUtc(2026, 11, 27, 18, 0), Instant.FromUtc(2026, 11, 27, 23, 0), 15));
        (await clinic.BookTurnAsync(offered.Start)).Value.Number.ShouldBe(1);

        (await SaveAsync<RemoveExtraHours>(clinic, (remove, token) => remove.ExecuteAsync(turns, token))).Succeeded.ShouldBeTrue();
        (await clinic.BookTurnAsync(offered.Start)).Value.Number.ShouldBe(2, "the evening that patients are booked in stands until somebody moves them");
    }

    [Fact]
    public async Task What_overlaps_other_hours_or_gives_no_turns_is_refused()
    {
        var clinic = await WithTurnsAsync(portal);
        (await AddAsync(clinic, MondayDate, 12, 14, null)).Error.ShouldBe(SetupError.HoursOverlap);
        (await AddAsync(clinic, MondayDate, 21, 23, null)).Error.ShouldBe(SetupError.HoursOverlap);
        (await AddAsync(clinic, MondayDate, 14, 16, 0)).Error.ShouldBe(SetupError.TurnsOutOfRange);
        (await AddAsync(clinic, MondayDate, 14, 16, 10)).Succeeded.ShouldBeTrue();
        (await AddAsync(clinic, MondayDate, 15, 17, null)).Error.ShouldBe(SetupError.HoursOverlap);
        (await AddAsync(clinic, Friday, 22, 2, null)).Succeeded.ShouldBeTrue();
    }

    static Task<Result<Guid, SetupError>> AddAsync(TestClinic clinic, LocalDate date, int from, int to, int? turns) => SaveAsync<AddExtraHours>(clinic, (add, token) =>
        add.ExecuteAsync(new(clinic.Practitioners[0], date, new(from, 0), new(to, 0), turns), token));

    static async Task<Result<Guid, SetupError>> SaveAsync<T>(TestClinic clinic, Func<T, CancellationToken, Task<Result<Guid, SetupError>>> save) where T : notnull
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return await save(scope.Get<T>(), TestContext.Current.CancellationToken);
    }
}
