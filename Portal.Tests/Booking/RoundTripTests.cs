using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Load;
using Portal.Domain;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

public sealed class RoundTripTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holding_booking_moving_and_cancelling_are_one_round_trip_each()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var proxy = new RoundTripProxy(PostgresServer.AppConnectionTo(portal.Database));
        await using var services = ThroughProxy(proxy);
        var visitor = Guid.NewGuid();
        // once without counting: the connection is opened and the rules are read
        await RunAsync<BookAppointment>(book => book.ExecuteAsync(Booking(null, 9), Cancellation));

        var before = proxy.Trips;
        await RunAsync<HoldSlot>(hold => hold.ExecuteAsync(new(Guid.NewGuid(), visitor, clinic.Service, null, null, Monday(10)), Cancellation));
        (proxy.Trips - before).ShouldBe(1, "hold");

        before = proxy.Trips;
        AppointmentState booked = null!;
        await RunAsync<BookAppointment>(async book => booked = (await book.ExecuteAsync(Booking(visitor, 10), Cancellation)).Value);
        (proxy.Trips - before).ShouldBe(1, "book");

        before = proxy.Trips;
        await RunAsync<MoveAppointment>(async move => booked = (await move.ExecuteAsync(
            new(Guid.NewGuid(), booked.Id, booked.Version, clinic.Service, booked.End - booked.Start, clinic.Practitioners[1], Monday(12)), Cancellation)).Value);
        (proxy.Trips - before).ShouldBe(1, "move");

        before = proxy.Trips;
        await RunAsync<ChangeAppointmentStatus>(async change => booked = (await change.ExecuteAsync(
            new(Guid.NewGuid(), booked.Id, booked.Version, AppointmentStatus.Cancelled), Cancellation)).Value);
        (proxy.Trips - before).ShouldBe(1, "cancel");

        BookAppointment.Request Booking(Guid? of, int hour) =>
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, null, Monday(hour), BookingSource.Site, null, "first visit", of);

        async Task RunAsync<T>(Func<T, Task> act) where T : notnull
        {
            await using var scope = new TestScope(services, clinic.Id, Owner);
            await act(scope.Get<T>());
        }
    }

    [Fact]
    public async Task Taking_a_ticket_in_a_rush_is_one_round_trip()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var proxy = new RoundTripProxy(PostgresServer.AppConnectionTo(portal.Database));
        await using var services = ThroughProxy(proxy);
        await TakeAsync(); // the connection is opened and the rules are read
        var before = proxy.Trips;
        await TakeAsync();
        (proxy.Trips - before).ShouldBe(1);
        (await clinic.CountAsync("booking_tickets")).ShouldBe(2);

        async Task TakeAsync()
        {
            await using var scope = new TestScope(services, clinic.Id, Owner);
            (await scope.Get<TakeTicket>().ExecuteAsync(
                new(Guid.NewGuid(), clinic.Service, null, Monday(9), BookingSource.Site, new(clinic.Patient.Value, null, null, "ar")), Cancellation)).Succeeded.ShouldBeTrue();
        }
    }

    // the publisher rests: only the commands are counted
    ServiceProvider ThroughProxy(RoundTripProxy proxy)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddPortalDomain(proxy.ConnectionString, PostgresServer.RelayConnectionTo(portal.Database));
        collection.AddSingleton<TimeProvider>(portal.Clock);
        collection.AddDataProtection().UseEphemeralDataProtectionProvider();
        return collection.BuildServiceProvider();
    }
}
