using System.Collections.Frozen;
using NodaTime;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>How full each day of some weeks is, for the desk: one round trip that counts, beside the weekly hours that are in memory anyway.</summary>
public sealed class ListMonth(NpgsqlDataSource database, TenantContext tenant, BookingRulesSource rules, Caller caller, AuditTrail audit)
{
    const int MostDays = 62;

    /// <param name="Days">Days of the clinic, both included.</param>
    /// <param name="Practitioner">Null for all.</param>
    public sealed record Request(DateInterval Days, PractitionerId? Practitioner = null);

    /// <param name="Booked">Appointments that stand, also those that are over.</param>
    /// <param name="ToCall">Proposed: whom the desk is to call.</param>
    /// <param name="Here">Of <paramref name="Booked"/>, who is at the clinic.</param>
    /// <param name="Open">How much time the practitioners have.</param>
    /// <param name="Taken">How much of it is booked; the time of a group once, however many come to it.</param>
    /// <param name="HolidayAr">Its name where the clinic is closed for one; null on a usual day.</param>
    public sealed record DayCount(LocalDate Date, int Booked, int ToCall, int Here, int NoShows, Duration Open, Duration Taken, string? HolidayAr, string? HolidayEn)
    {
        public string? Holiday(string language) => language == "ar" ? HolidayAr : HolidayEn;

        /// <summary>In percent; null where nobody works. Who works longer than the hours leaves nothing and not less.</summary>
        public int? Free => Open <= Duration.Zero ? null : Math.Max(0, (int)Math.Floor(100 * (1 - Taken / Open)));
    }

    sealed record Row(LocalDate Date, int Booked, int ToCall, int Here, int NoShows, int Minutes, string? HolidayAr, string? HolidayEn);

    public async Task<Result<IReadOnlyList<DayCount>, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("month.read", BookingError.Forbidden, cancellation: cancellation);
        if (request.Days.Length > MostDays)
            throw new ArgumentException($"At most {MostDays} days are counted at once.", nameof(request));
        var current = await rules.GetAsync(cancellation);
        var (rows, then) = await CountAsync(request, current, cancellation);
        return rows.ConvertAll(row => new DayCount(
            row.Date, row.Booked, row.ToCall, row.Here, row.NoShows, OpenOn(then, row.Date, request.Practitioner), Duration.FromMinutes(row.Minutes), row.HolidayAr, row.HolidayEn));
    }

    // with the rules as they were on these days: those in memory know nothing of absences, extra hours and holidays that are over
    async Task<(List<Row> Rows, BookingRules Then)> CountAsync(Request request, BookingRules current, CancellationToken cancellation)
    {
        var (first, last, zone) = (request.Days.Start, request.Days.End, current.Zone);
        var (begins, ends) = zone.Bounds(request.Days);
        var (count, off, extra) = (new NpgsqlBatchCommand(Counts), new NpgsqlBatchCommand(Absences), new NpgsqlBatchCommand(Extras));
        count.Parameters.With(tenant.Id.Value).With(zone.Id).With(begins).With(ends).WithMaybe(request.Practitioner?.Value).With(first).With(last);
        off.Parameters.With(tenant.Id.Value).With(begins).With(ends + Duration.FromDays(1)); // the last evening may run past midnight
        extra.Parameters.With(tenant.Id.Value).With(first).With(last);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(count);
        batch.BatchCommands.Add(off);
        batch.BatchCommands.Add(extra);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = await reader.NextRowsAsync(r => new Row(
            r.GetFieldValue<LocalDate>(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.IsDBNull(6) ? null : r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7)),
            cancellation);
        var away = (await reader.NextRowsAsync(r => (Who: PractitionerId.From(r.GetGuid(0)), When: new Interval(r.GetFieldValue<Instant>(1), r.GetFieldValue<Instant>(2))), cancellation))
            .ToLookup(row => row.Who, row => row.When);
        var once = (await reader.NextRowsAsync(r => (
            Who: PractitionerId.From(r.GetGuid(0)),
            Hours: new ExtraRule(r.GetFieldValue<LocalDate>(1), r.GetFieldValue<LocalTime>(2), r.GetFieldValue<LocalTime>(3), r.IsDBNull(4) ? null : r.GetGuid(4), null)), cancellation))
            .ToLookup(row => row.Who, row => row.Hours);
        return (rows, current with
        {
            Holidays = rows.Where(row => row.HolidayEn is not null).Select(row => row.Date).ToFrozenSet(),
            Practitioners = current.Practitioners.Values.ToFrozenDictionary(p => p.Id, p => p with { TimeOff = [.. away[p.Id]], Extra = [.. once[p.Id]] }),
        });
    }

    static Duration OpenOn(BookingRules rules, LocalDate date, PractitionerId? whose)
    {
        var open = Duration.Zero;
        foreach (var practitioner in rules.Practitioners.Keys)
            if (whose is null || whose == practitioner)
                foreach (var window in WorkingWindows.StartingOn(rules, practitioner, date))
                    open += window.End - window.Start;
        return open;
    }

    // $1 is the tenant; a group's patients stand at one time, which is counted with the first of them
    const string Counts =
        """
        with standing as (
          select a.status, a.ends_at - a.starts_at as length, (a.starts_at at time zone $2)::date as date,
            row_number() over (partition by coalesce(a.session_id, a.id), a.starts_at, a.ends_at, a.status in ('Cancelled', 'NoShow')) as nth
          from appointments a
          where a.tenant_id = $1 and a.starts_at >= $3 and a.starts_at < $4 and ($5::uuid is null or a.practitioner_id = $5)),
        counted as (
          select date,
            count(*) filter (where status not in ('Proposed', 'Cancelled', 'NoShow'))::int as booked,
            count(*) filter (where status = 'Proposed')::int as to_call,
            count(*) filter (where status in ('Arrived', 'Waiting', 'InConsult'))::int as here,
            count(*) filter (where status = 'NoShow')::int as no_shows,
            coalesce(sum(extract(epoch from length)) filter (where status not in ('Cancelled', 'NoShow') and nth = 1), 0)::int / 60 as minutes
          from standing group by 1)
        select day::date, coalesce(c.booked, 0), coalesce(c.to_call, 0), coalesce(c.here, 0), coalesce(c.no_shows, 0), coalesce(c.minutes, 0), h.name_ar, h.name_en
        from generate_series($6::timestamp, $7::timestamp, interval '1 day') day
        left join counted c on c.date = day::date
        left join holidays h on h.tenant_id = $1 and h.date = day::date
        order by 1
        """;

    const string Absences = "select practitioner_id, starts_at, ends_at from time_off where tenant_id = $1 and ends_at > $2 and starts_at < $3";

    const string Extras =
        """
        select practitioner_id, date, from_time, to_time, location_id from extra_hours h
        where tenant_id = $1 and date between $2 and $3
          and not exists (select from locations l where (l.tenant_id, l.id) = (h.tenant_id, h.location_id) and l.retired)
        """;
}
