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
    internal async Task<PatientStanding?> ReadAsync(PatientId patient, CancellationToken cancellation, AppointmentId? except = null) =>
        (await ReadAsync([patient], cancellation, except)).GetValueOrDefault(patient);

    /// <param name="except">An appointment that is to be as if it were not.</param>
    /// <returns>Those of them that there are.</returns>
    internal async Task<IReadOnlyDictionary<PatientId, PatientStanding>> ReadAsync(IReadOnlyList<PatientId> patients, CancellationToken cancellation, AppointmentId? except = null)
    {
        var yearAgo = clock.GetUtcNow().ToInstant() - Duration.FromDays(365);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(Query(
            """
            select p.id, p.birth_date, p.gender,
              (select min(a.starts_at) from appointments a where a.tenant_id = $1 and a.patient_id in (select person_ids(p.tenant_id, coalesce(p.merged_into, p.id))) and a.id <> $4 and a.status not in ('Cancelled', 'NoShow')),
              (select count(*) from appointments a where a.tenant_id = $1 and a.patient_id in (select person_ids(p.tenant_id, coalesce(p.merged_into, p.id))) and a.id <> $4 and a.starts_at > $3 and a.status = 'NoShow')
            from patients p where p.tenant_id = $1 and p.id = any($2)
            """));
        batch.BatchCommands.Add(Query(
            """
            select p.id, a.practitioner_id, a.service_id, a.starts_at, a.visit_kind
            from patients p cross join lateral person_ids(p.tenant_id, coalesce(p.merged_into, p.id)) as record(id) join appointments a on a.tenant_id = p.tenant_id and a.patient_id = record.id
            where p.tenant_id = $1 and p.id = any($2) and a.id <> $4 and a.starts_at > $3
              and (a.status in ('Arrived', 'Waiting', 'InConsult', 'Fulfilled') or a.visit_kind = 'FollowUp' and a.status in ('Proposed', 'Booked', 'Confirmed'))
            order by a.starts_at desc
            """));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var found = await reader.NextRowsAsync(r => (
            Id: PatientId.From(r.GetGuid(0)),
            Born: r.IsDBNull(1) ? default(LocalDate?) : r.GetFieldValue<LocalDate>(1), Gender: r.IsDBNull(2) ? default(Gender?) : Enum.Parse<Gender>(r.GetString(2)),
            First: r.IsDBNull(3) ? default(Instant?) : r.GetFieldValue<Instant>(3), Missed: (int)r.GetInt64(4)), cancellation);
        var visits = (await reader.NextRowsAsync(r => (Patient: PatientId.From(r.GetGuid(0)), Visit: new PatientStanding.Visit(
            PractitionerId.From(r.GetGuid(1)), ServiceId.From(r.GetGuid(2)), r.GetFieldValue<Instant>(3), Enum.Parse<VisitKind>(r.GetString(4)))), cancellation)).ToLookup(one => one.Patient, one => one.Visit);
        return found.ToDictionary(who => who.Id, who => new PatientStanding(who.Born, who.Gender, who.First, [.. visits[who.Id]], who.Missed));

        NpgsqlBatchCommand Query(string sql) => new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid[]> { TypedValue = [.. patients.Select(patient => patient.Value)] },
                new NpgsqlParameter<Instant> { TypedValue = yearAgo }, new NpgsqlParameter<Guid> { TypedValue = except?.Value ?? Guid.Empty },
            },
        };
    }

    /// <summary>Of whom an appointment of the caller's own phone is, and what kind of visit.</summary>
    /// <returns>Null where there is none.</returns>
    internal async Task<(PatientId Patient, VisitKind Kind)?> VisitOfAsync(AppointmentId appointment, string phone, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            select a.patient_id, a.visit_kind from appointments a join patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id
            where a.tenant_id = $1 and a.id = $2 and is_phone_of(p.tenant_id, p.id, $3)
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid> { TypedValue = appointment.Value }, new NpgsqlParameter<string> { TypedValue = phone },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var found = await reader.NextRowsAsync(r => (PatientId.From(r.GetGuid(0)), Enum.Parse<VisitKind>(r.GetString(1))), cancellation);
        return found is [var only] ? only : null;
    }
}
