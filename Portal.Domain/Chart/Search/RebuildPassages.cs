using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// Has the passages of a patient, or of the whole tenant, made anew: marks every source that there is, and every one that passages are left of.
/// <see cref="PassageHealth"/> then tells how many are left to do.
/// </summary>
public sealed class RebuildPassages(
    NpgsqlDataSource database, TenantContext tenant, IEnumerable<PassageRenderer> renderers, PersonIds persons, Caller caller, AuditTrail audit)
{
    const int AtOnce = 2_000;

    /// <param name="patient">Null for all of the tenant's. Of a patient all records that stand for the person.</param>
    /// <returns>How many sources were marked.</returns>
    public async Task<Result<int, PassageError>> ExecuteAsync(PatientId? patient, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Operator))
            return await audit.RefuseAsync("passages.rebuild", PassageError.Forbidden, "patient", patient?.Value, cancellation);
        await audit.RecordAsync("passages.rebuild", "done", "patient", patient?.Value, cancellation: cancellation);
        if (patient is not { } one)
            return await RebuildAsync(null, cancellation);
        var marked = 0;
        foreach (var record in await persons.ExecuteAsync(one, cancellation))
            marked += await RebuildAsync(record, cancellation);
        return marked;
    }

    async Task<int> RebuildAsync(PatientId? patient, CancellationToken cancellation)
    {
        await MarkLeftoversAsync(patient, cancellation);
        var marked = 0;
        foreach (var renderer in renderers)
        {
            var after = Guid.Empty;
            while (await renderer.ListAsync(patient, after, AtOnce, cancellation) is { Count: > 0 } sources)
            {
                await MarkAsync(renderer.Kind, sources, cancellation);
                marked += sources.Count;
                after = sources[^1].SourceId;
            }
        }

        return marked;
    }

    // of sources that were lost without a trigger's notice
    async Task MarkLeftoversAsync(PatientId? patient, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            select count(mark_chart_stale(tenant_id, source_kind, source_id, patient_id))
            from (select distinct tenant_id, source_kind, source_id, patient_id from chart_passages where $1::uuid is null or patient_id = $1) p
            """)
        {
            Parameters = { new() { Value = (object?)patient?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    async Task MarkAsync(SourceKind kind, IReadOnlyList<SourceKey> sources, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select count(mark_chart_stale($1, $2, source, patient)) from unnest($3::uuid[], $4::uuid[]) as s(source, patient)")
        {
            Parameters =
            {
                new() { Value = tenant.Id.Value }, new() { Value = kind.ToString() },
                new() { Value = sources.Select(s => s.SourceId).ToArray() }, new() { Value = sources.Select(s => s.Patient.Value).ToArray() },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
