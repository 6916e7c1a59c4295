using Portal.Domain.Booking.Feeds;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Feeds;

/// <summary>What a feed still tells as time goes on. Weeks pass here, so the clock is this class's own.</summary>
public sealed class FeedWindowTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_cancelled_one_is_told_for_a_fortnight_and_a_moved_one_with_its_new_version()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var gone = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        var moved = (await clinic.BookAsync(BookingScenes.Monday(11))).Value;
        await clinic.SetAsync(gone, AppointmentStatus.Cancelled);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await clinic.MoveAsync(moved, BookingScenes.Monday(14));
        var secret = await MakeAsync(clinic);

        var entries = (await ReadAsync(clinic, secret)).Entries;
        entries.Select(e => (e.Id, e.Version, e.Status)).ShouldBe([(gone.Id, 2, AppointmentStatus.Cancelled), (moved.Id, 2, AppointmentStatus.Booked)]);
        entries[1].ChangedAt.ShouldBe(portal.Now);

        portal.Clock.Advance(TimeSpan.FromDays(14));
        (await ReadAsync(clinic, secret)).Entries.ShouldHaveSingleItem().Id.ShouldBe(moved.Id);
        portal.Clock.Advance(TimeSpan.FromDays(18));
        (await ReadAsync(clinic, secret)).Entries.ShouldBeEmpty("the window is a month back");
    }

    async Task<string> MakeAsync(TestClinic clinic)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<MakeFeed>().ExecuteAsync(new(clinic.Practitioners[0].Value, FeedDetail.BusyOnly, "ar", "هاتف"), TestContext.Current.CancellationToken)).Value.Secret;
    }

    async Task<ReadFeed.Contents> ReadAsync(TestClinic clinic, string secret)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        return (await scope.Get<ReadFeed>().ExecuteAsync(secret, TestContext.Current.CancellationToken)).Value;
    }
}
