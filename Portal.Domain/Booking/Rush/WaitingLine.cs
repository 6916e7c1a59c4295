using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Rush;

/// <summary>Where a ticket stands, and how long it will probably take.</summary>
/// <param name="Ahead">How many come before it.</param>
public readonly record struct PlaceInLine(int Ahead, Duration Wait);

/// <summary>
/// The tenant's tickets as they stand in line, for the pages that show a place: read once for all who look, and dropped when a ticket is taken or
/// worked off.
/// </summary>
public sealed class WaitingLine(NpgsqlDataSource database, TenantContext tenant, TenantCache cache, TimeProvider clock)
{
    const int Most = 5_000;

    // of a line; what is usual where nothing was worked off yet
    const double UsualPerSecond = 10;
    static readonly Duration Lookback = Duration.FromSeconds(30);

    /// <param name="fresh">Not as it is known here: the ticket may have been taken in another process a moment ago.</param>
    /// <returns>Null for one that does not wait any more.</returns>
    public async Task<PlaceInLine?> PlaceOfAsync(BookingTicketId ticket, CancellationToken cancellation, bool fresh = false)
    {
        if (fresh)
            cache.Forget(tenant.Id, Topics.BookingTickets);
        var now = await cache.GetAsync(tenant.Id, Topics.BookingTickets, "line", ReadAsync, cancellation);
        return now.Places.TryGetValue(ticket, out var ahead) ? new(ahead, Duration.FromSeconds((ahead + 1) / now.PerSecond)) : null;
    }

    /// <summary>How many wait.</summary>
    internal async Task<int> CountAsync(CancellationToken cancellation) =>
        (await cache.GetAsync(tenant.Id, Topics.BookingTickets, "line", ReadAsync, cancellation)).Places.Count;

    /// <summary>For who works them off: the first ones, of which none can come to stand in front any more. Whoever is taking a ticket is waited for.</summary>
    internal async Task<IReadOnlyList<WaitingTicket>> InOrderAsync(int most, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select id, number, line from tickets_in_order($1)") { Parameters = { new NpgsqlParameter<int> { TypedValue = most } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.NextRowsAsync(Row, cancellation);
    }

    sealed record Snapshot(IReadOnlyDictionary<BookingTicketId, int> Places, double PerSecond);

    async ValueTask<Snapshot> ReadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select id, number, line from booking_tickets where tenant_id = $1 and state = 'Waiting' order by number limit $2")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<int> { TypedValue = Most } },
        });
        batch.BatchCommands.Add(new("select count(*), min(worked_at) from booking_tickets where tenant_id = $1 and worked_at > $2 and state <> 'Left'")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Instant> { TypedValue = now - Lookback } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var lines = RushLines.Apart(await reader.NextRowsAsync(Row, cancellation));
        var (worked, since) = (await reader.NextRowsAsync(r => (r.GetInt64(0), r.IsDBNull(1) ? now : r.GetFieldValue<Instant>(1)), cancellation))[0];
        var perSecond = worked < 5 ? UsualPerSecond : worked / Math.Max(0.1, (now - since).TotalSeconds) / Math.Max(1, lines.Count);
        return new(lines.SelectMany(line => line.Select((ticket, ahead) => (ticket.Id, ahead))).ToDictionary(place => place.Id, place => place.ahead), perSecond);
    }

    static WaitingTicket Row(NpgsqlDataReader row) => new(BookingTicketId.From(row.GetGuid(0)), row.GetInt64(1), row.GetFieldValue<Guid[]>(2));
}
