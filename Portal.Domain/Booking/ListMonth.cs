using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>How full each day of some weeks is, for the desk: one query that counts, beside the rules that are in memory anyway.</summary>
public sealed class ListMonth(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, Caller caller, AuditTrail audit)
{
    const int MostDays = 62;

    /// <param name="Days">Days of the clinic, both included.</param>
    /// <param name="Practitioner">Null for all.</param>
    public sealed record Request(DateInterval Days, PractitionerId? Practitioner = null);

    /// <param name="Booked">Appointments that stand, also those that are over.</param>
    /// <param name="ToCall">Proposed: whom the desk is to call.</param>
    /// <param name="Here">Of <paramref name="Booked"/>, who is at the clinic.</param>
    /// <param name="Open">How much time the practitioners have.</param>
    /// <param name="Taken">How much of it is booked.</param>
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
        var rows = await CountAsync(request, current.Zone, cancellation);
        return rows.ConvertAll(row => new DayCount(
            row.Date, row.Booked, row.ToCall, row.Here, row.NoShows, OpenOn(current, row.Date, request.Practitioner), Duration.FromMinutes(row.Minutes), row.HolidayAr, row.HolidayEn));
    }

    async Task<List<Row>> CountAsync(Request request, DateTimeZone zone, CancellationToken cancellation)
    {
        var (first, last, whose) = (request.Days.Start, request.Days.End, request.Practitioner?.Value);
        var (begins, ends) = (zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tenant = db.Tenant.Id.Value;
        return await db.Database.SqlQuery<Row>(
            $"""
            with counted as (
              select (a.starts_at at time zone {zone.Id})::date as date,
                count(*) filter (where a.status not in ('Proposed', 'Cancelled', 'NoShow'))::int as booked,
                count(*) filter (where a.status = 'Proposed')::int as to_call,
                count(*) filter (where a.status in ('Arrived', 'Waiting', 'InConsult'))::int as here,
                count(*) filter (where a.status = 'NoShow')::int as no_shows,
                coalesce(sum(extract(epoch from a.ends_at - a.starts_at)) filter (where a.status not in ('Cancelled', 'NoShow')), 0)::int / 60 as minutes
              from portal.appointments a
              where a.tenant_id = {tenant} and a.starts_at >= {begins} and a.starts_at < {ends} and ({whose}::uuid is null or a.practitioner_id = {whose})
              group by 1)
            select day::date as date, coalesce(c.booked, 0) as booked, coalesce(c.to_call, 0) as to_call, coalesce(c.here, 0) as here,
              coalesce(c.no_shows, 0) as no_shows, coalesce(c.minutes, 0) as minutes, h.name_ar as holiday_ar, h.name_en as holiday_en
            from generate_series({first}::timestamp, {last}::timestamp, interval '1 day') day
            left join counted c on c.date = day::date
            left join portal.holidays h on h.tenant_id = {tenant} and h.date = day::date
            order by 1
            """).ToListAsync(cancellation);
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
}
