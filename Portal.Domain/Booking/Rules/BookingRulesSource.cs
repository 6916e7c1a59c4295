using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Booking.Rules;

/// <summary>The tenant's booking rules: from the cache, or read in one round trip as they stand at one version.</summary>
public sealed class BookingRulesSource(
    NpgsqlDataSource database, TenantContext tenant, TenantCatalogue catalogue, TenantCache cache, IDateTimeZoneProvider zones, TimeProvider clock)
{
    const int MostReloads = 4;

    public ValueTask<BookingRules> GetAsync(CancellationToken cancellation) =>
        cache.GetAsync(tenant.Id, Topics.Rules, "booking", ReadAsync, cancellation);

    /// <summary>Does something under the current rules, again with fresh ones as often as the database calls them stale (null).</summary>
    /// <exception cref="InvalidOperationException">The rules changed faster than they could be read.</exception>
    internal async Task<T> WithCurrentAsync<T>(Func<BookingRules, Task<T?>> attempt, CancellationToken cancellation) where T : struct
    {
        for (var reload = 0; reload < MostReloads; reload++)
        {
            if (reload > 0)
                cache.Forget(tenant.Id, Topics.Rules);
            if (await attempt(await GetAsync(cancellation)) is { } done)
                return done;
        }

        throw new InvalidOperationException("The booking rules kept changing.");
    }

    /// <summary>Reads past the cache.</summary>
    internal async ValueTask<BookingRules> ReadAsync(CancellationToken cancellation)
    {
        var zone = (await catalogue.FindAsync(tenant.Id, cancellation))?.TimeZone
            ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        await using var batch = database.CreateTenantBatch(tenant);
        foreach (var sql in Queries)
            batch.BatchCommands.Add(Query(sql, tenant.Id.Value, clock.GetUtcNow().ToInstant() - Duration.FromDays(3)));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);

        await reader.NextResultAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            throw new InvalidOperationException("The tenant has no booking settings.");
        var version = reader.GetInt64(0);
        var policy = new BookingPolicy(
            Duration.FromMinutes(reader.GetInt32(1)), reader.GetInt32(2), Duration.FromMinutes(reader.GetInt32(3)), Duration.FromMinutes(reader.GetInt32(4)));

        var services = await RowsAsync(reader, r => new ServiceRule(
            ServiceId.From(r.GetGuid(0)), Duration.FromMinutes(r.GetInt32(1)), Duration.FromMinutes(r.GetInt32(2)), Duration.FromMinutes(r.GetInt32(3)),
            [.. r.GetFieldValue<Guid[]>(4).Select(PractitionerId.From)], r.IsDBNull(5) ? null : r.GetDecimal(5)), cancellation);
        var practitioners = await RowsAsync(reader, r => PractitionerId.From(r.GetGuid(0)), cancellation);
        var hours = (await RowsAsync(reader, r => (
            Practitioner: PractitionerId.From(r.GetGuid(0)), Schedule: r.GetGuid(1), From: r.IsDBNull(2) ? default(LocalDate?) : r.GetFieldValue<LocalDate>(2),
            To: r.IsDBNull(3) ? default(LocalDate?) : r.GetFieldValue<LocalDate>(3),
            Open: r.IsDBNull(4) ? null : new OpenHours((IsoDayOfWeek)r.GetInt16(4), r.GetFieldValue<LocalTime>(5), r.GetFieldValue<LocalTime>(6))),
            cancellation)).ToLookup(row => row.Practitioner);
        var off = (await RowsAsync(reader, r => (
            Practitioner: PractitionerId.From(r.GetGuid(0)), Interval: new Interval(r.GetFieldValue<Instant>(1), r.GetFieldValue<Instant>(2))), cancellation))
            .ToLookup(row => row.Practitioner, row => row.Interval);
        var holidays = await RowsAsync(reader, r => r.GetFieldValue<LocalDate>(0), cancellation);

        return new BookingRules(version, zones[zone], policy,
            services.ToFrozenDictionary(s => s.Id),
            practitioners.ToFrozenDictionary(id => id, id => new PractitionerRule(id,
                [.. hours[id].GroupBy(row => (row.Schedule, row.From, row.To)).Select(schedule => new ScheduleRule(
                    schedule.Key.From, schedule.Key.To, [.. schedule.Select(row => row.Open).OfType<OpenHours>()]))],
                [.. off[id]])),
            holidays.ToFrozenSet());
    }

    static NpgsqlBatchCommand Query(string sql, Guid tenant, Instant since)
    {
        var query = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant } } };
        if (sql.Contains("$2", StringComparison.Ordinal))
            query.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = since });
        return query;
    }

    // in the order ReadAsync reads them; $1 is the tenant, as row security would have it anyway; what ended before $2 is not read; who is retired is not offered
    static readonly ImmutableArray<string> Queries =
    [
        "select rules_version, notice_minutes, horizon_days, step_minutes, hold_minutes from booking_settings where tenant_id = $1",
        """
        select s.id, s.minutes, s.buffer_before, s.buffer_after, array(
            select o.practitioner_id from practitioner_services o join practitioners p on (p.tenant_id, p.id) = (o.tenant_id, o.practitioner_id)
            where o.tenant_id = s.tenant_id and o.service_id = s.id and not p.retired order by p.position, p.id), s.price
        from services s where s.tenant_id = $1 and not s.retired
        """,
        "select id from practitioners where tenant_id = $1 and not retired",
        """
        select s.practitioner_id, s.id, s.valid_from, s.valid_to, h.day, h.from_time, h.to_time
        from weekly_schedules s left join weekly_hours h on (h.tenant_id, h.schedule_id) = (s.tenant_id, s.id)
        where s.tenant_id = $1
        order by h.day, h.from_time
        """,
        "select practitioner_id, starts_at, ends_at from time_off where tenant_id = $1 and ends_at > $2",
        "select date from holidays where tenant_id = $1 and date > ($2 at time zone 'UTC')::date",
    ];

    static async Task<List<T>> RowsAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }
}
