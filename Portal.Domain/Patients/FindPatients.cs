using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Identifiers;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Patients;

/// <summary>
/// Finds patients while a person types: by the beginnings of their names in either script, by a part of their phone, by the year or the day of birth, alone or with
/// a name; by a file number or a national id as a whole. Whoever was merged is found as the record that stands for them. Staff only.
/// </summary>
public sealed class FindPatients(NpgsqlDataSource database, TenantContext tenant, Caller caller, TenantCatalogue catalogue, NationalIds nationalIds, AuditTrail audit)
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
        var ranges = TypedPatient.Wanted(typed, clinic.Country);
        if (ranges.Count == 0)
            return Array.Empty<PatientSummary>();
        var nationalId = NationalIds.MayBeOne(typed) ? await nationalIds.HashAsync(typed, cancellation) : null;

        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TypedPatient.EndsWithFewPeoples(ranges) ? ByDigitsFirst : ByEachWord)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]> { TypedValue = [.. ranges.Select(r => r.Word)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. ranges.Select(r => r.Low)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. ranges.Select(r => r.High)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. ranges.Select(r => r.Weight)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. ranges.Select(r => r.Whole)] },
                new NpgsqlParameter { Value = (object?)nationalId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.NextRowsAsync(r => new PatientSummary(PatientId.From(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.GetString(3))
        {
            OtherName = r.IsDBNull(4) ? null : r.GetString(4),
            BirthDate = r.IsDBNull(5) ? null : r.GetFieldValue<LocalDate>(5),
            Gender = r.IsDBNull(6) ? null : Enum.Parse<Gender>(r.GetString(6)),
        }, cancellation);
    }

    // every typed word must be met by one key at least; the patients whose words are met best come first, and of equals those registered last
    const string ByEachWord = Wanted +
        """
        met as (
          select k.patient_id, w.word, min(case when k.key = w.low then w.whole else w.weight end) as weight
          from wanted w join patient_keys k on k.key >= w.low and k.key < w.high
          group by k.patient_id, w.word)
        """ + Best;

    // a name is thousands' and a piece of a phone is a few people's: their names alone are looked at
    const string ByDigitsFirst = Wanted +
        """
        few as materialized (
          select k.patient_id, w.word, min(case when k.key = w.low then w.whole else w.weight end) as weight
          from wanted w join patient_keys k on k.key >= w.low and k.key < w.high
          where w.word = (select max(word) from wanted)
          group by k.patient_id, w.word),
        met as (
          select * from few
          union all
          select k.patient_id, w.word, min(case when k.key = w.low then w.whole else w.weight end)
          from few cross join lateral (select * from patient_keys k where k.patient_id = few.patient_id offset 0) k
            join wanted w on w.word <> few.word and k.key >= w.low and k.key < w.high
          group by k.patient_id, w.word)
        """ + Best;

    const string Wanted = "with wanted as (select * from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[]) as w(word, low, high, weight, whole)), ";

    const string Best =
        """
        , best as (
          select patient_id, sum(weight) as weight from met
          group by patient_id having count(*) = (select count(distinct word) from wanted)
          order by 2, 1 desc limit 400),
        people as (
          select coalesce(p.merged_into, p.id) as id, min(b.weight) as weight
          from (select * from best union all select id, 0 from patients where national_id_hash = $6) b join patients p on p.id = b.patient_id group by 1)
        select p.id, p.name, p.phone, p.language, p.other_name, p.birth_date, p.gender
        from people b join patients p on p.id = b.id
        order by b.weight, p.name, p.id
        limit 20
        """;
}
