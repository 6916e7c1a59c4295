using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Live;

/// <summary>
/// Hears what every process announces and hands it to this one's cache and pages, in that order. One connection of its own, past any
/// pooler. When the line breaks it comes back by itself and, as anything may have been missed, clears the cache and wakes every page.
/// </summary>
sealed partial class ChangeListener(DatabaseAddress database, TenantCache cache, LiveUpdates pages, ILogger<ChangeListener> log) : BackgroundService
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first LISTEN stands; for tests that must not miss a notice.</summary>
    internal Task Listening => listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.FromMilliseconds(200);
        for (var first = true; !stoppingToken.IsCancellationRequested; first = false)
        {
            try
            {
                await ListenAsync(first, () => wait = TimeSpan.FromMilliseconds(200), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                Log.LineLost(log, e);
                await Task.Delay(wait, stoppingToken);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
    }

    async Task ListenAsync(bool first, Action connected, CancellationToken cancellation)
    {
        // a half-open line is noticed: the server is asked every ten seconds
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { KeepAlive = 10, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        var arrived = System.Threading.Channels.Channel.CreateUnbounded<string>();
        connection.Notification += (_, e) => arrived.Writer.TryWrite(e.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChangePublisher.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        connected();
        if (!first)
        {
            cache.ForgetEverything();
            await pages.DeliverToAllAsync();
        }

        listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(cancellation);
            while (arrived.Reader.TryRead(out var payload))
                await HandleAsync(payload);
        }
    }

    async Task HandleAsync(string payload)
    {
        if (JsonSerializer.Deserialize<ChangePublisher.Notice>(payload) is not { } notice)
            return;
        var tenant = TenantId.From(notice.Tenant);
        cache.Forget(tenant, notice.Topic, notice.Ids);
        await pages.DeliverAsync(tenant, notice.Topic, notice.Ids);
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The line that brings live updates is lost; trying again.")]
        public static partial void LineLost(ILogger log, Exception e);
    }
}
