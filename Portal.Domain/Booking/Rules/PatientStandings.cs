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
        batch.BatchCommands.Add(new(
            """
            select p.birth_date, p.gender,
              (select min(a.starts_at) from appointments a where a.tenant_id = $1 and a.patient_id = $2 and a.status not in ('Cancelled', 'NoShow')),
              (select count(*) from appointments a where a.tenant_id = $1 and a.patient_id = $2 and a.starts_at > $3 and a.status = 'NoShow')
            from patients p where p.tenant_id = $1 and p.id = $2
            """)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid> { TypedValue = patient.Value }, new NpgsqlParameter<Instant> { TypedValue = yearAgo } },
        });
        batch.BatchCommands.Add(new(
            """
            select practitioner_id, service_id, starts_at, visit_kind from appointments a
            where a.tenant_id = $1 and a.patient_id = $2 and a.starts_at > $3
              and (a.status in ('Arrived', 'Waiting', 'InConsult', 'Fulfilled') or a.visit_kind = 'FollowUp' and a.status in ('Proposed', 'Booked', 'Confirmed'))
            order by a.starts_at desc
            """)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid> { TypedValue = patient.Value }, new NpgsqlParameter<Instant> { TypedValue = yearAgo } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;
        var (born, gender) = (reader.IsDBNull(0) ? default(LocalDate?) : reader.GetFieldValue<LocalDate>(0), reader.IsDBNull(1) ? default(Gender?) : Enum.Parse<Gender>(reader.GetString(1)));
        var (first, missed) = (reader.IsDBNull(2) ? default(Instant?) : reader.GetFieldValue<Instant>(2), (int)reader.GetInt64(3));
        await reader.NextResultAsync(cancellation);
        var visits = new List<PatientStanding.Visit>();
        while (await reader.ReadAsync(cancellation))
            visits.Add(new(PractitionerId.From(reader.GetGuid(0)), ServiceId.From(reader.GetGuid(1)), reader.GetFieldValue<Instant>(2), Enum.Parse<VisitKind>(reader.GetString(3))));
        return new PatientStanding(born, gender, first, [.. visits], missed);
    }
}
