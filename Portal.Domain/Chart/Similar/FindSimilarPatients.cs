using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Similar;

/// <summary>
/// Patients of the same clinic whose course is like this one's: by their problems, medicines and notes, as near as their passages lie. A name is told of those alone
/// whose record the doctor may open; of the others, what is alike.
/// </summary>
public sealed class FindSimilarPatients(IDbContextFactory<PortalDbContext> contexts, ChartAccess access, SearchAcross search, AuditTrail audit)
{
    const int MostPatients = 10, MostPassages = 200, BestPassages = 3, MostLetters = 4000;

    static readonly SourceKind[] Course = [SourceKind.Condition, SourceKind.Medication, SourceKind.Encounter, SourceKind.Procedure];

    public sealed record Request(PatientId Patient);

    /// <param name="Name">Null where the doctor may not open the record without breaking the glass.</param>
    /// <param name="Alike">What of that record lies nearest.</param>
    public sealed record SimilarPatient(PatientId Id, string? Name, LocalDate? BirthDate, Gender? Gender, IReadOnlyList<PassageFound> Alike);

    /// <returns>The likest first; none where the record says too little of the patient's course.</returns>
    public async Task<Result<IReadOnlyList<SimilarPatient>, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await access.RequireAsync(request.Patient, "chart.similar", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, request.Patient, cancellation);
        var own = await db.Set<ChartPassage>().Where(p => person.Contains(p.PatientId) && Course.Contains(p.SourceKind))
            .OrderByDescending(p => p.Dated).Select(p => p.Text).Take(60).ToListAsync(cancellation);
        await audit.RecordAsync("chart.similar", AuditEntry.Done, "patient", request.Patient.Value, cancellation: cancellation);
        var text = string.Join('\n', own);
        if (text.Length == 0)
            return Array.Empty<SimilarPatient>();

        var near = await search.FindAsync(new(text[..Math.Min(text.Length, MostLetters)], MostPassages, Course, person), cancellation);
        var likest = near.GroupBy(passage => passage.Patient)
            .Select(of => (Patient: of.Key, Alike: of.Take(BestPassages).ToList()))
            .OrderByDescending(of => of.Alike.Sum(passage => passage.Likeness)).Take(MostPatients).ToList();
        var ids = likest.ConvertAll(of => of.Patient);
        var people = await db.Set<Patient>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var similar = new List<SimilarPatient>();
        foreach (var (id, alike) in likest)
            if (people.TryGetValue(id, out var patient))
                similar.Add(new(id, await access.MayAsync(id, cancellation) ? patient.Name : null, patient.BirthDate, patient.Gender, alike));
        return similar;
    }
}
