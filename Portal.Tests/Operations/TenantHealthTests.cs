using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Operations;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Results;
using Portal.Tests.Booking;
using Portal.Tests.Identity;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Operations;

public sealed class TenantHealthTests(PostgresServer server) : IAsyncLifetime
{
    readonly FailingHandler handler = new();
    TestPortal portal = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = new TestPortal(server) { Configure = services => services.AddSingleton<IOutboxHandler>(handler) };
        await portal.InitializeAsync();
    }

    [Fact]
    public async Task The_operator_sees_what_is_in_use_and_what_waits_in_each_tenant()
    {
        var (busy, idle) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        (await busy.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        portal.Clock.Advance(TimeSpan.FromMinutes(3));

        var all = await HealthAsync();

        var (of, none) = (all.Single(h => h.Tenant.Id == busy.Id), all.Single(h => h.Tenant.Id == idle.Id));
        (of.LastBookedAt, of.Waiting, of.OldestWaiting).ShouldBe((portal.Now - Duration.FromMinutes(3), 1, Duration.FromMinutes(3)));
        (of.Unsealed, of.OldestUnsealed).ShouldBe((1, Duration.FromMinutes(3)));
        (none.LastBookedAt, none.Waiting, none.Unsealed, none.Failing.Count).ShouldBe((null, 0, 0, 0));
    }

    [Fact]
    public async Task What_fails_is_named_without_a_word_of_it_and_can_be_tried_again_at_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.BookAsync(Monday(10))).Succeeded.ShouldBeTrue();
        await portal.DrainOutboxAsync();
        (await HealthAsync()).Single(h => h.Tenant.Id == clinic.Id).Failing
            .ShouldBe([new("appointment.booked", nameof(InvalidDataException), 1, 1)]);

        handler.Fails = false;
        await portal.DrainOutboxAsync();
        (await HealthAsync()).Single(h => h.Tenant.Id == clinic.Id).Waiting.ShouldBe(1, "its back-off has not ended");
        (await RetryAsync(clinic.Id)).Value.ShouldBe(1);
        await portal.DrainOutboxAsync();

        (await HealthAsync()).Single(h => h.Tenant.Id == clinic.Id).Waiting.ShouldBe(0);
        (await clinic.AuditAsync("outbox.retry")).ShouldBe(["done"]);
    }

    [Theory]
    [InlineData(StaffRole.Administrator)]
    [InlineData(StaffRole.Receptionist)]
    public async Task Nobody_but_operators_looks_across_tenants(StaffRole role)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(role));
        (await scope.Get<ListTenantHealth>().ExecuteAsync(Cancellation)).Error.ShouldBe(OperationsError.Forbidden);
        (await scope.Get<RetryFailedEvents>().ExecuteAsync(clinic.Id, Cancellation)).Error.ShouldBe(OperationsError.Forbidden);
        (await clinic.AuditAsync("tenants.list")).ShouldBe(["Forbidden"]);
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_has_nothing_to_try_again() =>
        (await RetryAsync(TenantId.New())).Error.ShouldBe(OperationsError.NotFound);

    async Task<IReadOnlyList<ListTenantHealth.Health>> HealthAsync()
    {
        await using var scope = portal.Scope(TenantId.New(), TestPortal.Staff(StaffRole.Operator));
        return (await scope.Get<ListTenantHealth>().ExecuteAsync(Cancellation)).Value;
    }

    async Task<Result<int, OperationsError>> RetryAsync(TenantId tenant)
    {
        await using var scope = portal.Scope(TenantId.New(), TestPortal.Staff(StaffRole.Operator));
        return await scope.Get<RetryFailedEvents>().ExecuteAsync(tenant, Cancellation);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    sealed class FailingHandler : IOutboxHandler
    {
        public bool Fails { get; set; } = true;

        public bool Handles(string kind) => kind == "appointment.booked";

        public Task HandleAsync(OutboxItem item, CancellationToken cancellation) =>
            Fails ? throw new InvalidDataException("منى السيد said no") : Task.CompletedTask;
    }
}
