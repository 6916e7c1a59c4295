using System.Collections.Frozen;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Bulk;

/// <summary>Reads the calendars that a plan is made over, in one round trip for all of its appointments.</summary>
public sealed class BulkCalendar(BookingRulesSource rules, NpgsqlDataSource database, TenantContext tenant, TimeProvider clock)
{
    /// <summary>How far ahead of an appointment a new time is looked for; the clinic's horizon ends it sooner.</summary>
    internal const int DaysAhead = 28;

    /// <param name="emptied">When the practitioner is not there; no place is found for anybody then.</param>
    /// <returns>The planner, and the last day that it can give.</returns>
    internal async Task<(BulkPlanner Planner, LocalDate Last)> PlannerAsync(PractitionerId away, Interval emptied, CancellationToken cancellation)
    {
        var current = Without(await rules.GetAsync(cancellation), away, emptied);
        var now = clock.GetUtcNow().ToInstant();
        var last = LocalDate.Min(
            emptied.End.InZone(current.Zone).Date.PlusDays(DaysAhead), now.InZone(current.Zone).Date.PlusDays(current.Policy.HorizonDays));
        // a week more on each side: limits count whole weeks
        var (from, to) = (emptied.Start - Duration.FromDays(8), current.Zone.AtStartOfDay(last.PlusDays(8)).ToInstant());
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(Query(
            """
            select owner_id, resource_id, starts_at, ends_at from claims
            where tenant_id = $1 and starts_at >= $2 and starts_at < $3 and (expires_at is null or expires_at > $4)
            """, from, to, now));
        batch.BatchCommands.Add(Query(
            """
            select id, practitioner_id, service_id, starts_at from appointments
            where tenant_id = $1 and starts_at >= $2 and starts_at < $3 and status not in ('Cancelled', 'NoShow')
            """, from, to, null));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var claims = await reader.NextRowsAsync(r => new BulkPlanner.Claimed(r.GetGuid(0), new(r.GetGuid(1), r.GetFieldValue<Instant>(2), r.GetFieldValue<Instant>(3))), cancellation);
        var booked = await reader.NextRowsAsync(
            r => (AppointmentId.From(r.GetGuid(0)), new Load(PractitionerId.From(r.GetGuid(1)), ServiceId.From(r.GetGuid(2)), r.GetFieldValue<Instant>(3))), cancellation);
        return (new(current, away, now, claims, booked), last);
    }

    static BookingRules Without(BookingRules current, PractitionerId away, Interval emptied) =>
        current.Practitioners.TryGetValue(away, out var who)
            ? current with { Practitioners = current.Practitioners.Select(p => p.Key == away ? new(away, who with { TimeOff = [.. who.TimeOff, emptied] }) : p).ToFrozenDictionary() }
            : current;

    NpgsqlBatchCommand Query(string sql, Instant from, Instant to, Instant? now)
    {
        var query = new NpgsqlBatchCommand(sql)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Instant> { TypedValue = from }, new NpgsqlParameter<Instant> { TypedValue = to } },
        };
        if (now is { } instant)
            query.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = instant });
        return query;
    }
}
