using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
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
        var policy = ReadPolicy(reader);

        var uses = (await reader.NextRowsAsync(r => (
            Service: ServiceId.From(r.GetGuid(0)), IsRoom: r.GetString(2) == nameof(ResourceKind.Room), Resource: new ResourceRule(r.GetGuid(1), r.IsDBNull(3) ? null : r.GetGuid(3))),
            cancellation)).ToLookup(row => row.Service);
        var services = await reader.NextRowsAsync(r => ReadService(r, uses), cancellation);
        var practitioners = await reader.NextRowsAsync(r => (Id: PractitionerId.From(r.GetGuid(0)), Limit: new LoadLimit(Int(r, 1), Int(r, 2))), cancellation);
        var hours = (await reader.NextRowsAsync(r => (
            Practitioner: PractitionerId.From(r.GetGuid(0)), Schedule: r.GetGuid(1), From: r.IsDBNull(2) ? default(LocalDate?) : r.GetFieldValue<LocalDate>(2),
            To: r.IsDBNull(3) ? default(LocalDate?) : r.GetFieldValue<LocalDate>(3),
            Open: r.IsDBNull(4) ? null : new OpenHours(
                (IsoDayOfWeek)r.GetInt16(4), r.GetFieldValue<LocalTime>(5), r.GetFieldValue<LocalTime>(6), r.IsDBNull(7) ? null : r.GetGuid(7), Int(r, 8))),
            cancellation)).ToLookup(row => row.Practitioner);
        var off = (await reader.NextRowsAsync(r => (
            Practitioner: PractitionerId.From(r.GetGuid(0)), Interval: new Interval(r.GetFieldValue<Instant>(1), r.GetFieldValue<Instant>(2))), cancellation))
            .ToLookup(row => row.Practitioner, row => row.Interval);
        var extra = (await reader.NextRowsAsync(r => (
            Practitioner: PractitionerId.From(r.GetGuid(0)),
            Hours: new ExtraRule(r.GetFieldValue<LocalDate>(1), r.GetFieldValue<LocalTime>(2), r.GetFieldValue<LocalTime>(3), r.IsDBNull(4) ? null : r.GetGuid(4), Int(r, 5))),
            cancellation)).ToLookup(row => row.Practitioner, row => row.Hours);
        var holidays = await reader.NextRowsAsync(r => r.GetFieldValue<LocalDate>(0), cancellation);

        return new BookingRules(version, zones[zone], policy,
            services.ToFrozenDictionary(s => s.Id),
            practitioners.ToFrozenDictionary(p => p.Id, p => new PractitionerRule(p.Id,
                [.. hours[p.Id].GroupBy(row => (row.Schedule, row.From, row.To)).Select(schedule => new ScheduleRule(
                    schedule.Key.From, schedule.Key.To, [.. schedule.Select(row => row.Open).OfType<OpenHours>()]))],
                [.. off[p.Id]]) { Limit = p.Limit, Extra = [.. extra[p.Id]] }),
            holidays.ToFrozenSet());
    }

    static BookingPolicy ReadPolicy(NpgsqlDataReader r) =>
        new(Duration.FromMinutes(r.GetInt32(1)), r.GetInt32(2), Duration.FromMinutes(r.GetInt32(3)), Duration.FromMinutes(r.GetInt32(4)))
        {
            WeekStart = (IsoDayOfWeek)r.GetInt16(5),
            NoShow = new(Enum.Parse<NoShowPolicy>(r.GetString(6)), r.GetInt32(7), Money(r, 8)),
            Rush = new(Enum.Parse<RushMode>(r.GetString(9)), r.GetInt32(10)),
        };

    static ServiceRule ReadService(NpgsqlDataReader r, ILookup<ServiceId, (ServiceId Service, bool IsRoom, ResourceRule Resource)> uses)
    {
        var id = ServiceId.From(r.GetGuid(0));
        var gender = r.IsDBNull(12) ? default(Gender?) : Enum.Parse<Gender>(r.GetString(12));
        return new(
            id, Duration.FromMinutes(r.GetInt32(1)), Duration.FromMinutes(r.GetInt32(2)), Duration.FromMinutes(r.GetInt32(3)),
            [.. r.GetFieldValue<Guid[]>(4).Select(PractitionerId.From)], Money(r, 5))
        {
            NewPatientLength = Minutes(r, 6),
            Revisit = Int(r, 7) is { } days ? new(days, Minutes(r, 8), Money(r, 9)) : null,
            Person = Int(r, 10) is null && Int(r, 11) is null && gender is null ? null : new(Int(r, 10), Int(r, 11), gender),
            Limit = new(Int(r, 13), Int(r, 14)),
            Deposit = Money(r, 15),
            Capacity = r.GetInt32(17),
            Locations = [.. r.GetFieldValue<Guid[]>(16)],
            Rooms = [.. uses[id].Where(use => use.IsRoom).Select(use => use.Resource)],
            Devices = [.. uses[id].Where(use => !use.IsRoom).Select(use => use.Resource)],
        };
    }

    static int? Int(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt32(column);

    static decimal? Money(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetDecimal(column);

    static Duration? Minutes(NpgsqlDataReader r, int column) => Int(r, column) is { } minutes ? Duration.FromMinutes(minutes) : null;

    static NpgsqlBatchCommand Query(string sql, Guid tenant, Instant since)
    {
        var query = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant } } };
        if (sql.Contains("$2", StringComparison.Ordinal))
            query.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = since });
        return query;
    }

    // in the order ReadAsync reads them; $1 is the tenant, as row security would have it anyway; what ended before $2 is not read; who is retired is not offered, nor are hours at a branch that is closed
    static readonly ImmutableArray<string> Queries =
    [
        """
        select rules_version, notice_minutes, horizon_days, step_minutes, hold_minutes, week_start, no_show_policy, no_show_limit, no_show_deposit,
          rush_mode, rush_rate
        from booking_settings where tenant_id = $1
        """,
        """
        select u.service_id, r.id, r.kind, r.location_id
        from service_resources u join resources r on (r.tenant_id, r.id) = (u.tenant_id, u.resource_id)
        where u.tenant_id = $1 and not r.retired order by r.position, r.id
        """,
        """
        select s.id, s.minutes, s.buffer_before, s.buffer_after, array(
            select o.practitioner_id from practitioner_services o join practitioners p on (p.tenant_id, p.id) = (o.tenant_id, o.practitioner_id)
            where o.tenant_id = s.tenant_id and o.service_id = s.id and not p.retired order by p.position, p.id), s.price,
          s.new_patient_minutes, s.revisit_days, s.follow_up_minutes, s.follow_up_price, s.min_age, s.max_age, s.gender, s.daily_limit, s.weekly_limit, s.deposit,
          array(select l.location_id from service_locations l where l.tenant_id = s.tenant_id and l.service_id = s.id), s.capacity
        from services s where s.tenant_id = $1 and not s.retired
        """,
        "select id, daily_limit, weekly_limit from practitioners where tenant_id = $1 and not retired",
        """
        select s.practitioner_id, s.id, s.valid_from, s.valid_to, h.day, h.from_time, h.to_time, h.location_id, h.turns
        from weekly_schedules s left join weekly_hours h on (h.tenant_id, h.schedule_id) = (s.tenant_id, s.id)
          and not exists (select from locations l where (l.tenant_id, l.id) = (h.tenant_id, h.location_id) and l.retired)
        where s.tenant_id = $1
        order by h.day, h.from_time
        """,
        "select practitioner_id, starts_at, ends_at from time_off where tenant_id = $1 and ends_at > $2",
        """
        select practitioner_id, date, from_time, to_time, location_id, turns from extra_hours h
        where tenant_id = $1 and date > ($2 at time zone 'UTC')::date
          and not exists (select from locations l where (l.tenant_id, l.id) = (h.tenant_id, h.location_id) and l.retired)
        order by date, from_time
        """,
        "select date from holidays where tenant_id = $1 and date > ($2 at time zone 'UTC')::date",
    ];
}
