using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Reading;

/// <summary>Opens a patient's record: all that is part of it, what was entered in error left out.</summary>
public sealed class ReadChart(IDbContextFactory<PortalDbContext> contexts, ChartAccess access)
{
    /// <summary>Of each kind, the newest; what is older is found in the time line and by asking.</summary>
    const int Most = 200, MostObservations = 1000;

    /// <param name="Encounters">The newest first, like all lists here.</param>
    public sealed record Chart(
        PatientSummary Patient, IReadOnlyList<Encounter> Encounters, IReadOnlyList<EncounterAmendment> Amendments, IReadOnlyList<Condition> Conditions,
        IReadOnlyList<AllergyIntolerance> Allergies, IReadOnlyList<MedicationStatement> Medications, IReadOnlyList<Observation> Observations,
        IReadOnlyList<Immunization> Immunizations, IReadOnlyList<Procedure> Procedures, IReadOnlyList<(Prescription Sheet, IReadOnlyList<PrescriptionItem> Items)> Prescriptions);

    public async Task<Result<Chart, ChartError>> ExecuteAsync(PatientId id, CancellationToken cancellation)
    {
        if (await access.RequireAsync(id, "chart.read", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, id, cancellation);
        var patient = await db.Set<Patient>().SingleAsync(p => p.Id == id, cancellation);
        var encounters = await Of<Encounter>(db, person).OrderByDescending(e => e.StartedAt).Take(Most).ToListAsync(cancellation);
        var visits = encounters.ConvertAll(e => e.Id);
        var amendments = await db.Set<EncounterAmendment>().Where(a => visits.Contains(a.EncounterId)).OrderBy(a => a.At).ToListAsync(cancellation);
        var conditions = await Of<Condition>(db, person).OrderByDescending(c => c.OnsetDate).ThenByDescending(c => c.RecordedAt).Take(Most).ToListAsync(cancellation);
        var allergies = await Of<AllergyIntolerance>(db, person).OrderByDescending(a => a.RecordedAt).Take(Most).ToListAsync(cancellation);
        var medications = await Of<MedicationStatement>(db, person).OrderByDescending(m => m.StartedOn).ThenByDescending(m => m.RecordedAt).Take(Most).ToListAsync(cancellation);
        var observations = await Of<Observation>(db, person).OrderByDescending(o => o.EffectiveAt).Take(MostObservations).ToListAsync(cancellation);
        var immunizations = await Of<Immunization>(db, person).OrderByDescending(i => i.OccurredOn).Take(Most).ToListAsync(cancellation);
        var procedures = await Of<Procedure>(db, person).OrderByDescending(p => p.PerformedOn).Take(Most).ToListAsync(cancellation);
        var sheets = await Of<Prescription>(db, person).OrderByDescending(p => p.IssuedAt).Take(Most).ToListAsync(cancellation);
        var written = sheets.ConvertAll(p => p.Id);
        var items = (await db.Set<PrescriptionItem>().Where(i => written.Contains(i.PrescriptionId)).OrderBy(i => i.Position).ToListAsync(cancellation)).ToLookup(i => i.PrescriptionId);
        return new Chart(PatientSummary.Of(patient), encounters, amendments, conditions, allergies, medications, observations, immunizations, procedures,
            sheets.ConvertAll(sheet => (sheet, (IReadOnlyList<PrescriptionItem>)[.. items[sheet.Id]])));
    }

    /// <summary>One visit as it stands now: what another screen wrote of it meanwhile.</summary>
    public async Task<Result<Encounter, ChartError>> EncounterAsync(EncounterId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var encounter = await db.Set<Encounter>().SingleOrDefaultAsync(e => e.Id == id, cancellation);
        if (encounter is null)
            return ChartError.NotFound;
        return await access.RequireAsync(encounter.PatientId, "chart.read", cancellation) is { } refused ? refused : encounter;
    }

    static IQueryable<T> Of<T>(PortalDbContext db, List<PatientId> person) where T : ChartRecord => db.Set<T>().Where(e => person.Contains(e.PatientId) && !e.EnteredInError);
}
