using System.Collections.Concurrent;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Jobs;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Jobs;

public sealed class JobsTests(PostgresServer server) : IAsyncLifetime
{
    static readonly ConcurrentDictionary<Guid, (TenantId Tenant, CallerKind Caller)> Ran = new();
    TestPortal portal = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public sealed class TenantJob(TenantContext tenant, Caller caller)
    {
        public void Run(TenantId forTenant, Guid key) => Ran[key] = (tenant.Id, caller.Kind);

        public void RunForNobody(Guid key) => Ran[key] = (default, caller.Kind);
    }

    [AcrossTenants]
    public sealed class GlobalJob(TenantContext tenant)
    {
        public void Run(Guid key) => Ran[key] = (default, tenant.IsSet ? CallerKind.Staff : CallerKind.System);
    }

    public async ValueTask InitializeAsync()
    {
        portal = new TestPortal(server) { Configure = services => services.AddJobs(PostgresServer.AppConnectionTo(portal.Database), ServerRole.All) };
        await portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_job_runs_for_the_tenant_it_was_given_with_no_person_behind_it()
    {
        await portal.StartHostedServicesAsync();
        var (tenant, key, global) = (TenantId.New(), Guid.NewGuid(), Guid.NewGuid());
        var jobs = portal.Services.GetRequiredService<IBackgroundJobClient>();
        jobs.Enqueue<TenantJob>(job => job.Run(tenant, key));
        jobs.Enqueue<GlobalJob>(job => job.Run(global));
        await Drains.EventuallyAsync(() => Task.FromResult(Ran.ContainsKey(key) && Ran.ContainsKey(global)), "the jobs did not run");
        Ran[key].ShouldBe((tenant, CallerKind.System));
        Ran[global].Caller.ShouldBe(CallerKind.System); // no tenant was set
    }

    [Fact]
    public async Task A_job_without_a_tenant_fails_and_does_nothing()
    {
        await portal.StartHostedServicesAsync();
        var key = Guid.NewGuid();
        var id = portal.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<TenantJob>(job => job.RunForNobody(key));
        var monitoring = portal.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        await Drains.EventuallyAsync(
            () => Task.FromResult(monitoring.JobDetails(id)?.History.Any(h => h.StateName == "Failed" || h.Reason?.Contains("No tenant", StringComparison.Ordinal) == true) == true),
            "the job did not fail");
        Ran.ContainsKey(key).ShouldBeFalse();
    }

    [Fact]
    public async Task The_server_drains_the_outbox_and_knows_its_recurring_jobs()
    {
        await portal.StartHostedServicesAsync();
        var tenant = TenantId.New();
        await using (var scope = portal.Scope(tenant))
        {
            await using var db = scope.Db();
            db.Add(new OutboxEvent(tenant) { Kind = "test.nobody", Payload = "{}", CreatedAt = portal.Now });
            await db.SaveChangesAsync(Cancellation);
        }

        await Drains.EventuallyAsync(
            async () => await portal.AsSuperuserAsync<long>("select count(*) from outbox where processed_at is null") == 0, "the server did not drain");
        await ScheduledAsync(
            "remove-expired-holds", "remove-processed-events", "release-gone-holders", "close-idle-conversations", "forget-old-conversations", "waitlist-rounds", "wake-bulk-changes", "remove-old-tickets");
    }

    [Fact]
    public async Task What_a_killed_process_left_locked_keeps_no_server_from_starting()
    {
        await portal.AsSuperuserAsync<long>(
            "with left_behind as (insert into hangfire.lock (resource, acquired) values ('hangfire:lock:recurring-job:waitlist-rounds', (now() - interval '61 seconds') at time zone 'utc') returning 1) select count(*) from left_behind");
        await portal.StartHostedServicesAsync();
        await ScheduledAsync("waitlist-rounds", "remove-old-tickets");
    }

    [Fact]
    public async Task A_recurring_job_that_cannot_be_scheduled_is_tried_again_and_keeps_back_no_other()
    {
        var (attempts, other) = (0, 0);
        void FailTwice(IRecurringJobManager manager)
        {
            if (++attempts < 3)
                throw new InvalidOperationException("It is locked.");
        }

        using var jobs = new RecurringJobs(
            portal.Services.GetRequiredService<IRecurringJobManager>(), [new(FailTwice), new(_ => other++)],
            portal.Clock, NullLogger<RecurringJobs>.Instance);
        await jobs.StartAsync(Cancellation);
        await Drains.EventuallyAsync(() =>
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(jobs.ExecuteTask!.IsCompletedSuccessfully);
        }, "it gave up");
        (attempts, other).ShouldBe((3, 1));
    }

    [Fact]
    public async Task Holds_that_ran_out_long_ago_are_cleared_away_in_every_clinic()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id, TestPortal.Visitor))
            (await scope.Get<HoldSlot>().ExecuteAsync(
                new(Guid.NewGuid(), Guid.NewGuid(), clinic.Service, null, null, TestPortal.At("2026-11-23T08:00:00Z")), Cancellation)).Succeeded.ShouldBeTrue();
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await CleanAsync();
        (await portal.AsSuperuserAsync<long>("select count(*) from holds")).ShouldBe(1);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await CleanAsync();
        (await portal.AsSuperuserAsync<long>("select (select count(*) from holds) + (select count(*) from claims)")).ShouldBe(0);
    }

    async Task ScheduledAsync(params string[] names)
    {
        using var storage = portal.Services.GetRequiredService<JobStorage>().GetConnection();
        await Drains.EventuallyAsync(() => Task.FromResult(names.All(storage.GetAllItemsFromSet("recurring-jobs").Contains)), "not all are scheduled");
    }

    async Task CleanAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemoveExpiredHolds>().ExecuteAsync(Cancellation);
    }
}
