using Portal.Domain.Booking.Rush.Jobs;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Rush;

public sealed class RemoveOldTicketsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Tickets_go_some_days_after_they_were_worked_off_and_those_that_wait_never()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeTicketAsync(Monday(9));
        await portal.DrainRushAsync();
        portal.Clock.Advance(RemoveOldTickets.Kept.ToTimeSpan() - TimeSpan.FromHours(1));
        var waiting = (await clinic.TakeTicketAsync(Monday(9), person: 1)).Value;
        await RunAsync();
        (await clinic.TicketsAsync()).Count.ShouldBe(2);

        portal.Clock.Advance(RemoveOldTickets.Kept.ToTimeSpan() * 2);
        await RunAsync();
        (await clinic.TicketsAsync()).ShouldHaveSingleItem().Id.ShouldBe(waiting);

        async Task RunAsync()
        {
            await using var scope = portal.Scope(clinic.Id);
            await scope.Get<RemoveOldTickets>().ExecuteAsync(TestContext.Current.CancellationToken);
        }
    }
}
