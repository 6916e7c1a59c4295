using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Platform.Outbox;

/// <summary>Two drains, so that a slow mail server never holds up what the rest of the house waits for.</summary>
enum OutboxLane
{
    Events,

    /// <summary>Kinds that begin with <c>message.</c>: each is marked before the next is taken, because a message is seen by a person.</summary>
    Messages,
}

/// <summary>
/// Hands events on, at least once. It takes a batch under row locks that other drains skip, hands each event to its handlers in a scope of
/// its tenant, and marks all in the transaction that holds the locks: a crash lets go of them and another drain begins again.
/// </summary>
sealed partial class OutboxDrain(
    OutboxLane lane, NpgsqlDataSource relay, TenantScopes scopes, LiveUpdates live, TimeProvider clock, ILogger<OutboxDrain> log)
    : Drain(live, lane == OutboxLane.Messages ? Topics.Messages : Topics.Appointments, log)
{
    static readonly Duration LongestWait = Duration.FromHours(1);

    int BatchSize => lane == OutboxLane.Messages ? 1 : 50;

    protected override Task<bool> DrainAsync(CancellationToken cancellation) => DrainBatchAsync(cancellation);

    /// <returns>Whether there was anything to hand on.</returns>
    internal async Task<bool> DrainBatchAsync(CancellationToken cancellation)
    {
        await using var connection = await relay.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var items = await TakeAsync(connection, cancellation);
        if (items.Count == 0)
            return false;
        var done = new List<OutboxItem>(items.Count);
        foreach (var item in items)
        {
            if (await HandleAsync(item, cancellation) is { } failure)
                await PutOffAsync(connection, item, failure, cancellation);
            else
                done.Add(item);
        }

        await MarkAsync(connection, done, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    async Task<List<OutboxItem>> TakeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select tenant_id, id, kind, payload::text, created_at, attempts from outbox
            where processed_at is null and (next_attempt_at is null or next_attempt_at <= $1) and starts_with(kind, 'message.') = $2
            order by id limit $3 for update skip locked
            """, connection)
        {
            Parameters = { new() { Value = Now }, new() { Value = lane == OutboxLane.Messages }, new() { Value = BatchSize } },
        };
        var items = new List<OutboxItem>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            items.Add(new(TenantId.From(reader.GetGuid(0)), reader.GetInt64(1), reader.GetString(2), reader.GetString(3),
                reader.GetFieldValue<Instant>(4), reader.GetInt32(5)));
        return items;
    }

    /// <returns>Null when every handler did its part.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "One event's failure, whatever it is, must not stop the others.")]
    async Task<Exception?> HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        try
        {
            await scopes.RunAsync(item.Tenant, async services =>
            {
                foreach (var handler in services.GetServices<IOutboxHandler>())
                    if (handler.Handles(item.Kind))
                        await handler.HandleAsync(item, cancellation);
            });
            return null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.HandlerFailed(log, e, item.Kind, item.Id, item.Tenant, item.Attempts + 1);
            return e;
        }
    }

    async Task PutOffAsync(NpgsqlConnection connection, OutboxItem item, Exception failure, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "update outbox set attempts = attempts + 1, next_attempt_at = $3, last_error = $4 where tenant_id = $1 and id = $2", connection)
        {
            Parameters =
            {
                new() { Value = item.Tenant.Value }, new() { Value = item.Id }, new() { Value = Now + BackOff(item.Attempts) },
                new() { Value = failure.GetType().Name },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    async Task MarkAsync(NpgsqlConnection connection, List<OutboxItem> done, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "update outbox o set processed_at = $1 from unnest($2::uuid[], $3::bigint[]) as d(tenant, id) where o.tenant_id = d.tenant and o.id = d.id", connection)
        {
            Parameters =
            {
                new() { Value = Now }, new() { Value = done.Select(i => i.Tenant.Value).ToArray() }, new() { Value = done.Select(i => i.Id).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    Instant Now => clock.GetUtcNow().ToInstant();

    /// <summary>2 s, 4 s, 8 s … an hour.</summary>
    internal static Duration BackOff(int failedBefore) =>
        failedBefore >= 11 ? LongestWait : Duration.Min(LongestWait, Duration.FromSeconds(2L << failedBefore));

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Event {Kind} {Id} of tenant {Tenant} could not be handed on (attempt {Attempt}).")]
        public static partial void HandlerFailed(ILogger log, Exception e, string kind, long id, TenantId tenant, int attempt);
    }
}
