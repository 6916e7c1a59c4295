using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Domain.Platform.Live;

/// <summary>
/// Announces changes to every process by NOTIFY, after their commit and coalesced over 50 ms: a NOTIFY inside the booking's transaction
/// halved the booking rate. What could not be announced is tried again with what came since; what a crash swallows, the outbox drain announces again, where it
/// has a row there, which a hold has not.
/// </summary>
public sealed partial class ChangePublisher(NpgsqlDataSource database, TenantCache cache, ILogger<ChangePublisher> log) : BackgroundService
{
    public const string Channel = "portal_changes";
    static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50), Rest = TimeSpan.FromSeconds(1);
    const int MostAtOnce = 5_000;

    // a minute without the database; by then whoever looks on was cut off too, and reads everything again
    const int MostTries = 60;
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
        var batch = new HashSet<Change>();
        var tries = 0;
        while (batch.Count > 0 || await queue.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(tries == 0 ? Window : Rest, stoppingToken);
            while (batch.Count < MostAtOnce && queue.Reader.TryRead(out var change))
                batch.Add(change);
            try
            {
                await NotifyAsync(batch, stoppingToken);
                batch.Clear();
                tries = 0;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.NotifyFailed(log, e, batch.Count);
                if (++tries < MostTries)
                    continue;
                batch.Clear();
                tries = 0;
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
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} change(s) could not be announced; tried again, up to a minute.")]
        public static partial void NotifyFailed(ILogger log, Exception e, int count);
    }
}
