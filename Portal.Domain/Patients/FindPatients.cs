using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Patients;

public enum PatientsError
{
    Forbidden,
}

/// <summary>Finds patients while a person types: by the beginnings of their names in either script, or by either end of their phone. Staff only.</summary>
public sealed class FindPatients(NpgsqlDataSource database, TenantContext tenant, Caller caller, TenantCatalogue catalogue, AuditTrail audit)
{
    public const int Most = 20;

    public sealed record Request(string Typed);

    /// <returns>The best first: the name as typed, then as it begins, then as it sounds; 20 at most.</returns>
    public async Task<Result<IReadOnlyList<PatientSummary>, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind is not (CallerKind.Staff or CallerKind.System))
            return await audit.RefuseAsync("patient.find", PatientsError.Forbidden, cancellation: cancellation);
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var typed = request.Typed.Length <= 120 ? request.Typed : request.Typed[..120];
        var ranges = PatientKeys.Wanted(typed, clinic.Country);
        if (ranges.Count == 0)
            return Array.Empty<PatientSummary>();

        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]> { TypedValue = [.. ranges.Select(r => r.Word)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. ranges.Select(r => r.Low)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. ranges.Select(r => r.High)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. ranges.Select(r => r.Weight)] },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.NextRowsAsync(r => new PatientSummary(PatientId.From(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.GetString(3)), cancellation);
    }

    // every typed word must be met by one key at least; the patients whose words are met best come first
    const string Sql =
        """
        with wanted as (select * from unnest($1::int[], $2::text[], $3::text[], $4::int[]) as w(word, low, high, weight)),
        met as (
          select k.patient_id, w.word, min(w.weight) as weight
          from wanted w join patient_keys k on k.key >= w.low and k.key < w.high
          group by k.patient_id, w.word),
        best as (
          select patient_id, sum(weight) as weight from met
          group by patient_id having count(*) = (select count(distinct word) from wanted))
        select p.id, p.name, p.phone, p.language
        from best b join patients p on p.id = b.patient_id
        order by b.weight, p.name, p.id
        limit 20
        """;
}
