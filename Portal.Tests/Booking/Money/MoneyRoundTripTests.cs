using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Bench.Load;
using Portal.Domain;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Booking.Rules;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Money;

public sealed class MoneyRoundTripTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taking_a_fee_closing_a_shift_and_a_month_are_one_round_trip_each()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arrived = await clinic.ArriveAsync(BookingScenes.Monday(9));
        await using var proxy = new RoundTripProxy(PostgresServer.AppConnectionTo(portal.Database));
        await using var services = ThroughProxy(proxy);
        await using (var first = new TestScope(services, clinic.Id, MoneyScenes.TheBoss)) // the connection is opened and the rules are read
            await first.Get<BookingRulesSource>().GetAsync(Cancellation);

        (await TripsAsync<TakeReceipt>(take => take.ExecuteAsync(new(Guid.NewGuid(), arrived.Id, ReceiptKind.Fee, 300, 0, null, 300, PaymentMethod.Cash), Cancellation))).ShouldBe(1, "take");
        (await TripsAsync<ReadMonth>(month => month.ExecuteAsync(new YearMonth(2026, 11), Cancellation))).ShouldBe(1, "month");
        var shift = (await clinic.ShiftAsync(caller: MoneyScenes.TheBoss)).Value!;
        (await TripsAsync<CloseShift>(close => close.ExecuteAsync(new(Guid.NewGuid(), shift.Id, 1, 300, null), Cancellation))).ShouldBe(1, "close");

        async Task<int> TripsAsync<T>(Func<T, Task> act) where T : notnull
        {
            await using var scope = new TestScope(services, clinic.Id, MoneyScenes.TheBoss);
            var before = proxy.Trips;
            await act(scope.Get<T>());
            return (int)(proxy.Trips - before);
        }
    }

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
