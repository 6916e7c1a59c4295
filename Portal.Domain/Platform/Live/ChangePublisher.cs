using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Domain.Platform.Live;

/// <summary>
/// Announces changes to every process by NOTIFY, after their commit and coalesced over 50 ms: a NOTIFY inside the booking's transaction
/// halved the booking rate. What a crash swallows, the outbox drain announces again.
/// </summary>
public sealed partial class ChangePublisher(NpgsqlDataSource database, TenantCache cache, ILogger<ChangePublisher> log) : BackgroundService
{
    public const string Channel = "portal_changes";
    static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);
    const int IdsInOneNotice = 150; // a NOTIFY carries 8000 bytes at most

    readonly Channel<Change> queue = System.Threading.Channels.Channel.CreateBounded<Change>(
        new BoundedChannelOptions(100_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>This process's own cache forgets at once: who made the change reads it as it is now.</summary>
    public void Publish(Change change)
    {
        cache.Forget(change.Tenant, change.Topic, [change.Id]);
        queue.Writer.TryWrite(change);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new HashSet<Change>();
            await Task.Delay(Window, stoppingToken);
            while (batch.Count < 5_000 && queue.Reader.TryRead(out var change))
                batch.Add(change);
            try
            {
                await NotifyAsync(batch, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.NotifyFailed(log, e, batch.Count);
            }
        }
    }

    async Task NotifyAsync(HashSet<Change> changes, CancellationToken cancellation)
    {
        var notices = changes.GroupBy(c => (c.Tenant, c.Topic))
            .SelectMany(group => group.Select(c => c.Id).Chunk(IdsInOneNotice).Select(ids => new Notice(group.Key.Tenant.Value, group.Key.Topic, ids)))
            .Select(notice => JsonSerializer.Serialize(notice)).ToArray();
        await using var command = database.CreateCommand("select pg_notify($1, payload) from unnest($2) payload");
        command.Parameters.Add(new() { Value = Channel });
        command.Parameters.Add(new() { Value = notices });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The wire form of changes in one NOTIFY.</summary>
    internal sealed record Notice(Guid Tenant, string Topic, Guid[] Ids);

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} change(s) could not be announced; the outbox will.")]
        public static partial void NotifyFailed(ILogger log, Exception e, int count);
    }
}
