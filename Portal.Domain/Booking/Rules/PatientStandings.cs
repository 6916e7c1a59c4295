using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Rules;

/// <summary>Reads a patient's standing, in one round trip. Asked only where a service or the clinic's no-show policy depends on it.</summary>
public sealed class PatientStandings(NpgsqlDataSource database, TenantContext tenant, TimeProvider clock)
{
    /// <returns>Null where there is no such patient.</returns>
    internal async Task<PatientStanding?> ReadAsync(PatientId patient, CancellationToken cancellation)
    {
        var yearAgo = clock.GetUtcNow().ToInstant() - Duration.FromDays(365);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(Query(
            """
            select p.birth_date, p.gender,
              (select min(a.starts_at) from appointments a where a.tenant_id = $1 and a.patient_id = $2 and a.status not in ('Cancelled', 'NoShow')),
              (select count(*) from appointments a where a.tenant_id = $1 and a.patient_id = $2 and a.starts_at > $3 and a.status = 'NoShow')
            from patients p where p.tenant_id = $1 and p.id = $2
            """));
        batch.BatchCommands.Add(Query(
            """
            select practitioner_id, service_id, starts_at, visit_kind from appointments a
            where a.tenant_id = $1 and a.patient_id = $2 and a.starts_at > $3
              and (a.status in ('Arrived', 'Waiting', 'InConsult', 'Fulfilled') or a.visit_kind = 'FollowUp' and a.status in ('Proposed', 'Booked', 'Confirmed'))
            order by a.starts_at desc
            """));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var found = await reader.NextRowsAsync(r => (
            Born: r.IsDBNull(0) ? default(LocalDate?) : r.GetFieldValue<LocalDate>(0), Gender: r.IsDBNull(1) ? default(Gender?) : Enum.Parse<Gender>(r.GetString(1)),
            First: r.IsDBNull(2) ? default(Instant?) : r.GetFieldValue<Instant>(2), Missed: (int)r.GetInt64(3)), cancellation);
        var visits = await reader.NextRowsAsync(r => new PatientStanding.Visit(
            PractitionerId.From(r.GetGuid(0)), ServiceId.From(r.GetGuid(1)), r.GetFieldValue<Instant>(2), Enum.Parse<VisitKind>(r.GetString(3))), cancellation);
        return found is [var who] ? new PatientStanding(who.Born, who.Gender, who.First, [.. visits], who.Missed) : null;

        NpgsqlBatchCommand Query(string sql) => new(sql)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid> { TypedValue = patient.Value }, new NpgsqlParameter<Instant> { TypedValue = yearAgo } },
        };
    }
}
