using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class OverbookingTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task The_desk_squeezes_in_with_a_reason_that_is_kept()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookAsync(Monday(10));
        var over = (await OverbookAsync(clinic, Monday(10), "post-op check")).Value;
        (await ReasonAsync(clinic, over.Id)).ShouldBe("post-op check");
        (await clinic.CountAsync("claims where lane > 0")).ShouldBe(1);
        (await clinic.StoryAsync(over.Id)).ShouldBe("booked");
    }

    [Fact]
    public async Task Where_there_is_room_after_all_nothing_is_overbooked()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = (await OverbookAsync(clinic, Monday(10), "in case")).Value;
        (await ReasonAsync(clinic, booked.Id)).ShouldBe("");
        (await clinic.CountAsync("claims where lane > 0")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_overbooks()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookAsync(Monday(10));
        (await OverbookAsync(clinic, Monday(10), "please", Owner)).Error.ShouldBe(BookingError.Forbidden);
        (await OverbookAsync(clinic, Monday(10), "please", TestPortal.Visitor)).Error.ShouldBe(BookingError.Forbidden);
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task When_the_place_frees_whoever_stood_over_it_has_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.BookAsync(Monday(10))).Value;
        var over = (await OverbookAsync(clinic, Monday(10), "urgent")).Value;

        (await clinic.SetAsync(first, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();

        (await ReasonAsync(clinic, over.Id)).ShouldBe("");
        (await clinic.CountAsync("claims where lane > 0")).ShouldBe(0);
        (await clinic.StoryAsync(over.Id)).ShouldBe("booked fitted");
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task Moving_the_first_away_does_the_same()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await clinic.BookAsync(Monday(10))).Value;
        var over = (await OverbookAsync(clinic, Monday(10), "urgent")).Value;
        (await clinic.MoveAsync(first, Monday(11))).Succeeded.ShouldBeTrue();
        (await ReasonAsync(clinic, over.Id)).ShouldBe("");
    }

    [Fact]
    public async Task An_overbooked_one_that_leaves_takes_nothing_with_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookAsync(Monday(10));
        var over = (await OverbookAsync(clinic, Monday(10), "urgent")).Value;
        (await clinic.SetAsync(over, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        (await clinic.CountAsync("claims")).ShouldBe(1);
        (await clinic.BookAsync(Monday(10))).Error.ShouldBe(BookingError.Taken);
    }

    [Fact]
    public async Task Many_at_once_over_one_place_each_get_a_lane_of_their_own()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.BookAsync(Monday(10));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => OverbookAsync(clinic, Monday(10), $"reason {i}")));
        results.ShouldAllBe(result => result.Succeeded);
        (await clinic.Portal.AsSuperuserAsync<long>($"select count(distinct lane) from claims where tenant_id = '{clinic.Id}'")).ShouldBe(9);
    }

    static async Task<Result<AppointmentState, BookingError>> OverbookAsync(TestClinic clinic, Instant start, string reason, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[0], start, BookingSource.Desk) { OverbookReason = reason }, TestContext.Current.CancellationToken);
    }

    static Task<string> ReasonAsync(TestClinic clinic, AppointmentId id) =>
        clinic.Portal.AsSuperuserAsync<string>($"select coalesce(overbook_reason, '') from appointments where id = '{id}'");
}
