using System.Collections.Concurrent;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Outbox;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Outbox;

public sealed class OutboxDrainTests(PostgresServer server) : IAsyncLifetime
{
    readonly TestPortal portal = new(server) { Configure = services => services.AddSingleton<Recorder>().AddScoped<IOutboxHandler, Handler>() };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Recorder Seen => portal.Services.GetRequiredService<Recorder>();

    /// <summary>What handlers saw, and how they are to behave.</summary>
    sealed class Recorder
    {
        public ConcurrentQueue<(TenantId Tenant, long Id)> Handled { get; } = new();

        public Func<OutboxItem, Task> Behaviour { get; set; } = _ => Task.CompletedTask;
    }

    sealed class Handler(Recorder recorder, TenantContext tenant, Caller caller) : IOutboxHandler
    {
        public bool Handles(string kind) => kind.StartsWith("test.", StringComparison.Ordinal) || kind.StartsWith("message.test", StringComparison.Ordinal);

        public async Task HandleAsync(OutboxItem item, CancellationToken cancellation)
        {
            caller.Kind.ShouldBe(CallerKind.System);
            tenant.Id.ShouldBe(item.Tenant);
            await recorder.Behaviour(item);
            recorder.Handled.Enqueue((item.Tenant, item.Id));
        }
    }

    public ValueTask InitializeAsync() => portal.InitializeAsync();

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    OutboxDrain Events => portal.Services.GetServices<IBackgroundProcess>().OfType<OutboxDrain>().First();

    async Task<TenantId> HappenAsync(string kind, int times = 1, TenantId? tenant = null)
    {
        var id = tenant ?? TenantId.New();
        await using var scope = portal.Scope(id);
        await using var db = scope.Db();
        for (var i = 0; i < times; i++)
            db.Add(new OutboxEvent(id) { Kind = kind, Payload = "{}", CreatedAt = portal.Now });
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    Task<long> PendingAsync() => portal.AsSuperuserAsync<long>("select count(*) from outbox where processed_at is null");

    [Fact]
    public async Task Each_event_is_handed_on_in_a_scope_of_its_own_tenant_and_marked()
    {
        var one = await HappenAsync("test.one");
        var other = await HappenAsync("test.two");
        await portal.DrainOutboxAsync();
        Seen.Handled.Select(h => h.Tenant).ShouldBe([one, other]);
        (await PendingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_drains_at_once_handle_each_event_once()
    {
        await HappenAsync("test.many", times: 300);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (await Events.DrainBatchAsync(Cancellation))
            {
                // again
            }
        }));
        Seen.Handled.Count.ShouldBe(300);
        Seen.Handled.Distinct().Count().ShouldBe(300);
        (await PendingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_drain_that_dies_between_handling_and_marking_leaves_the_event_to_the_next()
    {
        await HappenAsync("test.crash");
        // the line to the database is cut while the handler is at work
        Seen.Behaviour = _ => portal.AsSuperuserAsync<bool>(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{portal.Database}' and usename = 'portal_relay' and state = 'idle in transaction'");
        await Should.ThrowAsync<NpgsqlException>(() => Events.DrainBatchAsync(Cancellation));
        (await PendingAsync()).ShouldBe(1);

        Seen.Behaviour = _ => Task.CompletedTask;
        await portal.DrainOutboxAsync();
        Seen.Handled.Count.ShouldBe(2); // at least once
        (await PendingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_failing_event_holds_nobody_up_and_comes_back_ever_later()
    {
        var bad = await HappenAsync("test.bad");
        var good = await HappenAsync("test.good");
        Seen.Behaviour = item => item.Tenant == bad ? throw new InvalidOperationException("what a person said") : Task.CompletedTask;
        await portal.DrainOutboxAsync();
        Seen.Handled.Select(h => h.Tenant).ShouldBe([good]);
        (await portal.AsSuperuserAsync<string>("select last_error from outbox where processed_at is null")).ShouldBe("InvalidOperationException");

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await portal.DrainOutboxAsync();
        (await portal.AsSuperuserAsync<int>("select attempts from outbox where processed_at is null")).ShouldBe(1);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await portal.DrainOutboxAsync();
        (await portal.AsSuperuserAsync<int>("select attempts from outbox where processed_at is null")).ShouldBe(2);

        Seen.Behaviour = _ => Task.CompletedTask;
        portal.Clock.Advance(TimeSpan.FromSeconds(5));
        await portal.DrainOutboxAsync();
        (await PendingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_message_does_not_hold_up_other_events()
    {
        var gate = new TaskCompletionSource();
        var message = await HappenAsync("message.test");
        var other = await HappenAsync("test.other");
        Seen.Behaviour = item => item.Tenant == message ? gate.Task : Task.CompletedTask;
        var drains = portal.Services.GetServices<IBackgroundProcess>().OfType<OutboxDrain>().ToList();
        var slow = drains[1].DrainBatchAsync(Cancellation);
        await drains[0].DrainBatchAsync(Cancellation);
        Seen.Handled.Select(h => h.Tenant).ShouldBe([other]);
        gate.SetResult();
        (await slow).ShouldBeTrue();
    }

    [Fact]
    public async Task A_running_drain_notices_by_itself()
    {
        using var stop = new CancellationTokenSource();
        var running = Events.RunAsync(stop.Token);
        await HappenAsync("test.later");
        await Drains.EventuallyAsync(async () => await PendingAsync() == 0, "the event was not handed on");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Events_handed_on_long_ago_are_cleared_away_and_pending_ones_never()
    {
        await HappenAsync("test.old");
        await portal.DrainOutboxAsync();
        await HappenAsync("test.pending");
        portal.Clock.Advance(TimeSpan.FromDays(15));
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemoveProcessedEvents>().ExecuteAsync(Cancellation);
        (await portal.AsSuperuserAsync<string>("select string_agg(kind, ',') from outbox")).ShouldBe("test.pending");
    }

    [Fact]
    public void Waits_double_up_to_an_hour() =>
        Enumerable.Range(0, 40).Select(OutboxDrain.BackOff).ShouldBe(
            Enumerable.Range(0, 40).Select(n => Duration.FromSeconds(Math.Min(3600, Math.Pow(2, n + 1)))));

    [Theory]
    [InlineData("select count(*) from patients")]
    [InlineData("select count(*) from messages")]
    [InlineData("update outbox set payload = '{}'")]
    [InlineData("insert into outbox (tenant_id, kind, payload, created_at) values (gen_random_uuid(), 'x', '{}', now())")]
    public async Task The_relay_sees_the_outbox_and_changes_its_marks_alone(string sql)
    {
        await using var relay = new NpgsqlConnection(PostgresServer.RelayConnectionTo(portal.Database));
        await relay.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, relay);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}
