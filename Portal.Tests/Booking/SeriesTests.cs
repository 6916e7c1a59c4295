using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Series;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class SeriesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate FirstMonday = new(2026, 11, 23);

    [Fact]
    public async Task Ten_sessions_are_planned_on_the_wished_days_and_booked_together()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var plan = (await PlanAsync(clinic, 10)).Value;
        plan.Count.ShouldBe(10);
        plan.ShouldAllBe(session => session.Slot != null && session.Slot.Value.Practitioner == clinic.Practitioners[0]);
        plan.Select(session => session.Wished.DayOfWeek).Distinct().ShouldBe([IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday]);

        var booked = (await BookAsync(clinic, plan)).Booked;

        booked.Select(a => a.Start).ShouldBe(plan.Select(session => session.Slot!.Value.Start));
        (await clinic.Portal.AsSuperuserAsync<long>($"select count(distinct series_id) from appointments where tenant_id = '{clinic.Id}'")).ShouldBe(1);
        (await clinic.CountAsync("outbox")).ShouldBe(10);
    }

    [Fact]
    public async Task A_session_that_cannot_be_where_it_is_wished_shows_what_is_nearest()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookAsync(Monday(10) + Duration.FromDays(2));
        var plan = (await PlanAsync(clinic, 3)).Value;
        plan[0].Slot.ShouldNotBeNull();
        plan[1].Slot.ShouldBeNull();
        plan[1].Others.ShouldContain(slot => slot.Start == Monday(9, 30) + Duration.FromDays(2));
        plan[1].Others.ShouldContain(slot => slot.Start == Monday(10, 30) + Duration.FromDays(2));
        plan[2].Slot.ShouldNotBeNull();
    }

    [Fact]
    public async Task With_one_session_taken_meanwhile_none_is_booked_and_it_is_named()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var plan = (await PlanAsync(clinic, 4)).Value;
        await clinic.BookAsync(plan[2].Slot!.Value.Start);
        (await BookAsync(clinic, plan)).Refused.ShouldBe(new SeriesRefusal(2, BookingError.Taken));
        (await clinic.CountAsync("appointments")).ShouldBe(1);
        (await clinic.CountAsync("claims")).ShouldBe(1);
    }

    [Fact]
    public async Task Sent_twice_at_once_it_is_booked_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (plan, key) = ((await PlanAsync(clinic, 6)).Value, Guid.NewGuid());
        var results = await Task.WhenAll(BookAsync(clinic, plan, key), BookAsync(clinic, plan, key), BookAsync(clinic, plan, key));
        results.ShouldAllBe(result => result.Refused == null);
        results.Select(result => string.Join(' ', result.Booked.Select(a => a.Id))).Distinct().Count().ShouldBe(1);
        (await clinic.CountAsync("appointments")).ShouldBe(6);
    }

    [Fact]
    public async Task Two_series_over_the_same_times_leave_one_whole_and_nothing_of_the_other()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var plan = (await PlanAsync(clinic, 8)).Value;
        var results = await Task.WhenAll(BookAsync(clinic, plan), BookAsync(clinic, plan), BookAsync(clinic, [.. plan.Reverse()]));
        results.Count(result => result.Refused is null).ShouldBe(1);
        results.Where(result => result.Refused is not null).ShouldAllBe(result => result.Refused!.Value.Why == BookingError.Taken);
        (await clinic.CountAsync("appointments")).ShouldBe(8);
    }

    [Fact]
    public async Task Only_the_desk_plans_and_books_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var plan = (await PlanAsync(clinic, 2)).Value;
        (await PlanAsync(clinic, 2, Owner)).Error.ShouldBe(BookingError.Forbidden);
        (await BookAsync(clinic, plan, caller: Owner)).Refused.ShouldBe(new SeriesRefusal(0, BookingError.Forbidden));
    }

    static async Task<Result<IReadOnlyList<PlanSeries.Session>, BookingError>> PlanAsync(TestClinic clinic, int count, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<PlanSeries>().ExecuteAsync(
            new(clinic.Service, clinic.Practitioners[0], FirstMonday, [IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday], new LocalTime(10, 0), count), TestContext.Current.CancellationToken);
    }

    static async Task<SeriesOutcome> BookAsync(TestClinic clinic, IReadOnlyList<PlanSeries.Session> plan, Guid? key = null, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<BookSeries>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), clinic.Patient, clinic.Service, [.. plan.Select(session => new BookSeries.Session(session.Slot!.Value.Practitioner, session.Slot.Value.Start))]),
            TestContext.Current.CancellationToken);
    }
}
