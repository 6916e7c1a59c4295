using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Rules;

/// <summary>
/// Who is claimed when, kept in memory by resource and day and forgotten by the very days that a booking touched: at once where it was made, within
/// a second by every other process. What is offered from here may be gone; whether it can be had, the booking alone says.
/// </summary>
public sealed class CalendarCache(NpgsqlDataSource database, TenantContext tenant, TenantCache cache, ChangePublisher changes, TimeProvider clock)
{
    /// <param name="from">Claims that begin then or later.</param>
    /// <param name="to">Claims that begin before.</param>
    /// <param name="except">An appointment that does not count.</param>
    /// <param name="visitor">Whose hold does not count.</param>
    internal async Task<List<Busy>> ReadAsync(Guid[] resources, Instant from, Instant to, Guid? except, Guid? visitor, CancellationToken cancellation)
    {
        var (first, last) = (CalendarDay.Of(from), CalendarDay.Of(to - Duration.Epsilon));
        var days = new Dictionary<Guid, CalendarDay>(resources.Length * (last - first + 1));
        foreach (var resource in resources)
            for (var day = first; day <= last; day++)
            {
                var one = new CalendarDay(resource, day);
                days[one.Id] = one;
            }

        var kept = await cache.GetEachAsync(tenant.Id, Topics.Calendars, [.. days.Keys], missing => FetchAsync([.. missing.Select(id => days[id])]), cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var busy = new List<Busy>();
        foreach (var day in kept)
            foreach (var claim in day)
                if (claim.Blocks(now, except, visitor) && claim.Busy.Start >= from && claim.Busy.Start < to)
                    busy.Add(claim.Busy);
        return busy;
    }

    /// <summary>What a command claimed and gave back, by the words that came with its answer.</summary>
    internal void Changed(string touched) => CalendarDay.Announce(touched, tenant.Id, changes);

    /// <summary>What is kept of these days was found to be old.</summary>
    internal void Forget(IEnumerable<CalendarDay> days) => cache.Forget(tenant.Id, Topics.Calendars, days.Select(day => day.Id));

    async Task<IReadOnlyList<Kept[]>> FetchAsync(IReadOnlyList<CalendarDay> days)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            select c.resource_id, c.starts_at, c.ends_at, c.owner_id, c.expires_at, h.visitor_key
            from claims c left join holds h on c.expires_at is not null and (h.tenant_id, h.id) = (c.tenant_id, c.owner_id)
            where c.tenant_id = $1 and c.resource_id = any($2) and c.starts_at >= $3 and c.starts_at < $4
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. days.Select(day => day.Resource).Distinct()] },
                new NpgsqlParameter<Instant> { TypedValue = days.Min(day => day.Start) },
                new NpgsqlParameter<Instant> { TypedValue = days.Max(day => day.Start) + Duration.FromDays(1) },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync();
        var rows = (await reader.NextRowsAsync(Kept.Read, CancellationToken.None)).ToLookup(row => new CalendarDay(row.Busy.Resource, CalendarDay.Of(row.Busy.Start)));
        return [.. days.Select(day => rows.Contains(day) ? rows[day].ToArray() : [])];
    }

    /// <param name="Expires">Of a hold.</param>
    /// <param name="Visitor">Whose hold it is.</param>
    readonly record struct Kept(Busy Busy, Guid Owner, Instant? Expires, Guid? Visitor)
    {
        public static Kept Read(NpgsqlDataReader row) => new(
            new(row.GetGuid(0), row.GetFieldValue<Instant>(1), row.GetFieldValue<Instant>(2)),
            row.GetGuid(3), row.IsDBNull(4) ? null : row.GetFieldValue<Instant>(4), row.IsDBNull(5) ? null : row.GetGuid(5));

        public bool Blocks(Instant now, Guid? except, Guid? visitor) =>
            (Expires is null || Expires > now) && Owner != except && (visitor is null || Visitor != visitor);
    }
}
