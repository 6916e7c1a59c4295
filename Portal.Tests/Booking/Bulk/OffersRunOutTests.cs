using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Bulk;

/// <summary>By itself, since its clock goes on for a day.</summary>
public sealed class OffersRunOutTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_too_long_is_left_for_a_call_and_a_time_that_nobody_took_may_still_be_chosen()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var booked = await clinic.BookMondayAsync(1);
        var change = await clinic.BeginAsync(BulkKind.OfferAlternatives);
        await clinic.RunAsync(change);
        var offers = (await OffersAsync(clinic, booked[0]))!.Times;
        portal.Clock.Advance(TimeSpan.FromHours(25));
        (await OffersAsync(clinic, booked[0]))!.Times.ShouldBeEmpty();
        var item = (await clinic.ReadAsync(change)).Items.Single();
        (item.Waits, item.KeptUntil).ShouldBe((true, null));
        await using var scope = portal.Scope(clinic.Id, Desk);
        (await scope.Get<TakeAlternative>().ExecuteAsync(new(Guid.NewGuid(), booked[0].Id, booked[0].Version, offers[^1].Id), Cancellation)).Succeeded.ShouldBeTrue();
    }

    async Task<OpenOffers.View?> OffersAsync(TestClinic clinic, AppointmentState appointment)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Patient("+201005550000"));
        return await scope.Get<OpenOffers>().ExecuteAsync(appointment.Id, Cancellation);
    }
}
