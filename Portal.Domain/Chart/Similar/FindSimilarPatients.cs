using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Similar;

/// <summary>
/// Patients of the same clinic whose course is like this one's: by their problems, medicines and notes, as near as their passages lie. Of those whose record the doctor may
/// not open neither the name nor a note is told, in which a person may be named; what is alike of problems and medicines is.
/// </summary>
public sealed class FindSimilarPatients(IDbContextFactory<PortalDbContext> contexts, ChartAccess access, SearchAcross search, AuditTrail audit)
{
    const int MostPatients = 10, MostPassages = 200, BestPassages = 3, MostOwn = 60, MostLetters = 4000;

    // below it nothing but the words that every passage is written with is alike
    const double Floor = 0.15;

    static readonly SourceKind[] Course = [SourceKind.Condition, SourceKind.Medication, SourceKind.Encounter, SourceKind.Procedure];

    public sealed record Request(PatientId Patient);

    /// <param name="Name">Null where the doctor may not open the record without breaking the glass.</param>
    /// <param name="Alike">What of that record lies nearest; nothing where it stands in notes that the doctor may not read.</param>
    public sealed record SimilarPatient(PatientId Id, string? Name, LocalDate? BirthDate, Gender? Gender, IReadOnlyList<PassageFound> Alike);

    /// <returns>The likest first; none where the record says too little of the patient's course.</returns>
    public async Task<Result<IReadOnlyList<SimilarPatient>, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await access.RequireAsync(request.Patient, "chart.similar", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, request.Patient, cancellation);
        var own = await db.Set<ChartPassage>().Where(p => person.Contains(p.PatientId) && Course.Contains(p.SourceKind))
            .OrderByDescending(p => p.Dated).Select(p => p.Text).Take(MostOwn).ToListAsync(cancellation);
        var text = string.Join('\n', own);
        if (text.Length == 0)
            return Array.Empty<SimilarPatient>();

        var near = await search.FindAsync(new(text[..Math.Min(text.Length, MostLetters)], MostPassages, Course, person), cancellation);
        var people = await StandingAsync(db, near, cancellation);
        var likest = near.Where(passage => passage.Likeness >= Floor && people.ContainsKey(passage.Patient)).GroupBy(passage => people[passage.Patient].Id)
            .Select(of => (Patient: people[of.First().Patient], Alike: of.Take(BestPassages).ToList()))
            .OrderByDescending(of => of.Alike.Sum(passage => passage.Likeness)).Take(MostPatients).ToList();
        var similar = new List<SimilarPatient>();
        foreach (var (patient, alike) in likest)
        {
            var may = await access.MayAsync(patient.Id, cancellation);
            similar.Add(new(patient.Id, may ? patient.Name : null, patient.BirthDate, patient.Gender, may ? alike : alike.FindAll(passage => passage.Kind != SourceKind.Encounter)));
            audit.Add(db, "chart.similar_shown", "patient", patient.Id.Value);
        }

        await db.SaveChangesAsync(cancellation);
        return similar;
    }

    /// <returns>By the record in which a passage stands, the one that stands for its person.</returns>
    static async Task<Dictionary<PatientId, Patient>> StandingAsync(PortalDbContext db, List<PassageFound> near, CancellationToken cancellation)
    {
        var ids = near.Select(passage => passage.Patient).Distinct().ToList();
        var pairs = from written in db.Set<Patient>()
                    where ids.Contains(written.Id)
                    join stands in db.Set<Patient>() on written.MergedInto ?? written.Id equals stands.Id
                    select new { written.Id, Stands = stands };
        return await pairs.ToDictionaryAsync(pair => pair.Id, pair => pair.Stands, cancellation);
    }
}
