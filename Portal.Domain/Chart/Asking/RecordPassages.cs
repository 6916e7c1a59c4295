using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Asking;

/// <summary>The passages of one person that a question is answered from. Who asks was let in before.</summary>
public sealed class RecordPassages(IDbContextFactory<PortalDbContext> contexts, PassageSearch search)
{
    const int Most = 40;

    /// <returns>The best first; where a question asks for all of a kind, the newest first.</returns>
    internal async Task<IReadOnlyList<CitedPassage>> FindAsync(IReadOnlyCollection<PatientId> people, string question, QuestionReading reading, CancellationToken cancellation)
    {
        var found = reading.AsksForAll
            ? await AllOfKindAsync(people, reading, cancellation)
            : [.. (await search.FindAsync(new(people, From: reading.From, To: reading.To), QuestionReading.SubjectOf(question), Most, cancellation))
                .Select(passage => new CitedPassage(passage.Id, passage.Kind, passage.SourceId, passage.Part, passage.Dated, passage.Text))];
        return reading.Time == QuestionTime.Current ? await CurrentAsync(people, found, cancellation) : found;
    }

    internal async Task<IReadOnlyList<CitedPassage>> OfSourcesAsync(IReadOnlyCollection<PatientId> people, Guid[] sources, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Cited(Of(db, people).Where(passage => sources.Contains(passage.SourceId)).OrderBy(passage => passage.Part)).ToListAsync(cancellation);
    }

    /// <summary>Documents of which no text could be taken so far: what they say is in no answer.</summary>
    internal async Task<int> CountUnreadAsync(IReadOnlyCollection<PatientId> people, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<Document>().CountAsync(d => people.Contains(d.PatientId) && d.DeletedAt == null && d.ReplacedAt == null && d.Status != DocumentStatus.Read, cancellation);
    }

    async Task<IReadOnlyList<CitedPassage>> AllOfKindAsync(IReadOnlyCollection<PatientId> people, QuestionReading reading, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var wanted = Of(db, people).Where(passage => reading.Kinds.Contains(passage.SourceKind));
        if (reading.From is { } from)
            wanted = wanted.Where(passage => passage.Dated >= from);
        if (reading.To is { } to)
            wanted = wanted.Where(passage => passage.Dated <= to);
        var ordered = reading.Time == QuestionTime.First ? wanted.OrderBy(passage => passage.Dated) : wanted.OrderByDescending(passage => passage.Dated);
        return await Cited(ordered.ThenBy(passage => passage.SourceId).ThenBy(passage => passage.Part).Take(Most)).ToListAsync(cancellation);
    }

    // what holds now: of problems, allergies and medicines those that are active; of all else nothing is over
    async Task<IReadOnlyList<CitedPassage>> CurrentAsync(IReadOnlyCollection<PatientId> people, IReadOnlyList<CitedPassage> found, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var active = await db.Set<Condition>().Where(c => people.Contains(c.PatientId) && c.Status == ConditionStatus.Active).Select(c => c.Id)
            .Concat(db.Set<AllergyIntolerance>().Where(a => people.Contains(a.PatientId) && a.Status == AllergyStatus.Active).Select(a => a.Id))
            .Concat(db.Set<MedicationStatement>().Where(m => people.Contains(m.PatientId) && m.Status == MedicationStatus.Active).Select(m => m.Id))
            .ToListAsync(cancellation);
        var holds = active.Select(id => id.Value).ToHashSet();
        return [.. found.Where(passage => passage.Kind is not (SourceKind.Condition or SourceKind.Allergy or SourceKind.Medication or SourceKind.Prescription) || holds.Contains(passage.Source))];
    }

    static IQueryable<ChartPassage> Of(PortalDbContext db, IReadOnlyCollection<PatientId> people) => db.Set<ChartPassage>().Where(passage => people.Contains(passage.PatientId));

    static IQueryable<CitedPassage> Cited(IQueryable<ChartPassage> passages) =>
        passages.Select(p => new CitedPassage(p.Id, p.SourceKind, p.SourceId, p.Part, p.Dated, p.Text));
}
