using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients.Duplicates;

/// <summary>Who may be the same person as a patient under another record; whoever was said to be somebody else is left out.</summary>
public sealed class FindDuplicates(IDbContextFactory<PortalDbContext> contexts, PatientWriter writer)
{
    public const string Action = "patient.duplicates";
    const int Most = 8, MostLookedAt = 100, FewestInCommon = 2;

    public sealed record Suggestion(Patient Other, Likeness Likeness);

    /// <returns>The likeliest first.</returns>
    public async Task<Result<IReadOnlyList<Suggestion>, PatientsError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync(Action, patient, cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await PersonIds.OfAsync(db, patient, cancellation);
        if (ids.Count == 0)
            return PatientsError.NotFound;
        var own = await db.Set<Patient>().Where(p => ids.Contains(p.Id)).ToListAsync(cancellation);
        var others = await CandidatesAsync(db, own, ids, cancellation);
        var said = await db.Set<TwoPeople>().Where(t => ids.Contains(t.FirstId) || ids.Contains(t.SecondId)).ToListAsync(cancellation);
        var apart = said.Select(t => ids.Contains(t.FirstId) ? t.SecondId : t.FirstId).ToHashSet();
        return (Suggestion[])[.. others.GroupBy(p => p.Person)
            .Where(person => !person.Any(record => apart.Contains(record.Id)))
            .Select(person => new Suggestion(
                person.Single(record => record.MergedInto is null),
                (from record in person from mine in own select Likeness.Of(mine, record)).MaxBy(likeness => likeness.Score)))
            .Where(suggestion => suggestion.Likeness.Score >= Likeness.Suggested)
            .OrderByDescending(suggestion => suggestion.Likeness.Score).ThenBy(suggestion => suggestion.Other.Id.Value).Take(Most)];
    }

    // all records of everybody who has two keys in common with one of these, or the national id
    static async Task<List<Patient>> CandidatesAsync(PortalDbContext db, List<Patient> own, List<PatientId> ids, CancellationToken cancellation)
    {
        var keys = own.SelectMany(Marks).Distinct(StringComparer.Ordinal).ToList();
        var hashes = own.Select(p => p.NationalIdHash).OfType<byte[]>().ToList();
        var near = await db.Set<PatientKey>().Where(k => keys.Contains(k.Key) && !ids.Contains(k.PatientId))
            .GroupBy(k => k.PatientId).Where(g => g.Count() >= FewestInCommon).OrderByDescending(g => g.Count()).Select(g => g.Key).Take(MostLookedAt).ToListAsync(cancellation);
        var found = await db.Set<Patient>().Where(p => (near.Contains(p.Id) || hashes.Contains(p.NationalIdHash!)) && !ids.Contains(p.Id))
            .Select(p => p.MergedInto ?? p.Id).Distinct().ToListAsync(cancellation);
        return await db.Set<Patient>().Where(p => found.Contains(p.Id) || p.MergedInto != null && found.Contains(p.MergedInto.Value)).ToListAsync(cancellation);
    }

    static IEnumerable<string> Marks(Patient patient)
    {
        yield return PatientKeys.WholePhone(patient.Phone);
        if (patient.BirthDate is { } born)
            yield return PatientKeys.Born(born);
        foreach (var word in NameFolding.Words(patient.Name).Concat(NameFolding.Words(patient.OtherName ?? "")))
            foreach (var skeleton in NameSkeleton.Readings(word))
                yield return PatientKeys.Sounding(skeleton);
    }
}
