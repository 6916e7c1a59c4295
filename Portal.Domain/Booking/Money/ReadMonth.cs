using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>
/// A month of the clinic with the one before it, in one round trip: what became of the appointments whose time was in it, and what was taken in it. The desk sees
/// the appointments, the administrator the takings too.
/// </summary>
public sealed class ReadMonth(NpgsqlDataSource database, TenantContext tenant, BookingRulesSource rules, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Before">The month before, for what changed.</param>
    /// <param name="Days">Of the month, in order; days without appointments too.</param>
    /// <param name="WithTakings">Whether the reader may see them.</param>
    public sealed record View(MonthFigures Month, MonthFigures Before, IReadOnlyList<OnDay> Days, bool WithTakings);

    /// <param name="Lost">Not come or called off.</param>
    /// <param name="Ahead">Still to come, or not said yet.</param>
    public readonly record struct OnDay(LocalDate Day, int Seen, int Lost, int Ahead);

    // the month before, and the month
    static readonly int[] Places = [0, 1];

    // a proposal that was called off before anybody accepted it was no booking and is no cancellation
    const string EverSure = "(a.status <> 'Cancelled' or exists (select from appointment_events s where s.appointment_id = a.id and s.after->>'status' not in ('Proposed','Cancelled')))";

    // new is who was never seen before: the kind that a booking keeps is asked for only where the service's length or price hangs on it.
    // whoever was seen had, before the consult, an unbroken while of being here; its beginning is when they arrived, whatever was corrected before it
    const string Visits = $"""
        with asked as (select * from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) asked(place, begins, ends)),
        visits as (
          select w.place, a.id, a.practitioner_id, a.status, a.cancelled_by, case
            when a.status not in ('Arrived','Waiting','InConsult','Fulfilled') then null
            when not exists (select from appointments b
              where b.patient_id = a.patient_id and b.starts_at < a.starts_at and b.status in ('Arrived','Waiting','InConsult','Fulfilled')) then 'New'
            when a.visit_kind = 'FollowUp' then 'FollowUp' else 'Returning' end as seen_as
          from asked w cross join practitioners p join appointments a on a.practitioner_id = p.id and a.starts_at >= w.begins and a.starts_at < w.ends
          where a.status <> 'Proposed' and {EverSure})
        select v.place, v.practitioner_id, count(*)::int, count(v.seen_as)::int,
          count(*) filter (where v.status = 'NoShow')::int, count(*) filter (where v.cancelled_by = 'Patient')::int, count(*) filter (where v.cancelled_by = 'Clinic')::int,
          count(*) filter (where v.seen_as = 'New')::int, count(*) filter (where v.seen_as = 'Returning')::int, count(*) filter (where v.seen_as = 'FollowUp')::int,
          count(w.waited)::int, coalesce(sum(w.waited), interval '0')
        from visits v
        left join lateral (
          select c.at - min(e.at) as waited
          from appointment_events c
          join appointment_events e on e.appointment_id = c.appointment_id and e.version < c.version
          where c.appointment_id = v.id
            and c.version = (select min(f.version) from appointment_events f where f.appointment_id = v.id and f.kind = 'inconsult')
            and e.version > coalesce((select max(x.version) from appointment_events x
              where x.appointment_id = v.id and x.version < c.version and x.after->>'status' not in ('Arrived','Waiting')), 0)
          group by c.at) w on v.status in ('InConsult','Fulfilled')
        group by v.place, v.practitioner_id
        """;

    const string Taken = """
        select w.place, r.practitioner_id, r.method, count(*)::int, coalesce(sum(r.fee) filter (where r.kind = 'Fee'), 0), coalesce(sum(r.discount), 0), sum(r.paid)
        from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) w(place, begins, ends)
        join receipts r on r.taken_at >= w.begins and r.taken_at < w.ends
        group by w.place, r.practitioner_id, r.method
        """;

    const string ByDay = $"""
        select (a.starts_at at time zone $3)::date, count(*) filter (where a.status in ('Arrived','Waiting','InConsult','Fulfilled'))::int,
          count(*) filter (where a.status in ('NoShow','Cancelled') and {EverSure})::int, count(*) filter (where a.status in ('Booked','Confirmed'))::int
        from practitioners p join appointments a on a.practitioner_id = p.id and a.starts_at >= $1 and a.starts_at < $2
        group by 1
        """;

    /// <param name="month">Null for the clinic's current one.</param>
    public async Task<Result<View, MoneyError>> ExecuteAsync(YearMonth? month, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync("month.read", MoneyError.Forbidden, cancellation: cancellation);
        var zone = (await rules.GetAsync(cancellation)).Zone;
        var wanted = month ?? clock.GetUtcNow().ToInstant().InZone(zone).Date.ToYearMonth();
        return await ReadAsync(wanted, zone, caller.IsAny(StaffRole.Administrator), cancellation);
    }

    async Task<View> ReadAsync(YearMonth month, DateTimeZone zone, bool withTakings, CancellationToken cancellation)
    {
        YearMonth[] months = [month.PlusMonths(-1), month];
        var begins = Array.ConvertAll(months, m => zone.AtStartOfDay(m.OnDayOfMonth(1)).ToInstant());
        var ends = Array.ConvertAll(months, m => zone.AtStartOfDay(m.PlusMonths(1).OnDayOfMonth(1)).ToInstant());
        await using var batch = database.CreateTenantBatch(tenant);
        Add(batch, "select id, name_ar, name_en from practitioners order by position, id");
        Add(batch, Visits).With(Places).With(begins).With(ends);
        Add(batch, ByDay).With(begins[1]).With(ends[1]).WithText(zone.Id);
        if (withTakings)
            Add(batch, Taken).With(Places).With(begins).With(ends);

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var doctors = await reader.NextRowsAsync(r => new DoctorName(PractitionerId.From(r.GetGuid(0)), r.GetString(1), r.GetString(2)), cancellation);
        var visits = await reader.NextRowsAsync(VisitRow, cancellation);
        var days = (await reader.NextRowsAsync(r => new OnDay(r.GetFieldValue<LocalDate>(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)), cancellation)).ToDictionary(d => d.Day);
        var taken = withTakings ? await reader.NextRowsAsync(TakenRow, cancellation) : [];
        return new View(
            Figures(months[1], 1, doctors, visits, taken), Figures(months[0], 0, doctors, visits, taken),
            [.. month.ToDateInterval().Select(day => days.GetValueOrDefault(day, new(day, 0, 0, 0)))], withTakings);
    }

    static NpgsqlParameterCollection Add(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    static (int Place, PractitionerId Who, VisitFigures Figures) VisitRow(NpgsqlDataReader r) => (r.GetInt32(0), PractitionerId.From(r.GetGuid(1)), new(
        r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10),
        Duration.FromTimeSpan(r.GetFieldValue<TimeSpan>(11))));

    static (int Place, Takings.Part Part) TakenRow(NpgsqlDataReader r) => (r.GetInt32(0), new(
        PractitionerId.From(r.GetGuid(1)), Enum.Parse<PaymentMethod>(r.GetString(2)), r.GetInt32(3), r.GetDecimal(4), r.GetDecimal(5), r.GetDecimal(6)));

    static MonthFigures Figures(
        YearMonth month, int place, List<DoctorName> doctors, List<(int Place, PractitionerId Who, VisitFigures Figures)> visits, List<(int Place, Takings.Part Part)> taken)
    {
        var seen = visits.Where(v => v.Place == place).ToDictionary(v => v.Who, v => v.Figures);
        var takings = new Takings([.. taken.Where(t => t.Place == place).Select(t => t.Part)]);
        var paid = takings.Parts.Select(p => p.Practitioner).ToHashSet();
        return new(month, [.. doctors.Where(d => seen.ContainsKey(d.Id) || paid.Contains(d.Id))], seen, takings);
    }
}
