using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>What a person's chart has already: by the address it had in an imported bundle, and by the address that an export of this clinic gives it.</summary>
static class KnownRecords
{
    public static async Task<Dictionary<(ImportedKind Kind, string SourceId), Guid>> OfAsync(PortalDbContext db, List<PatientId> person, CancellationToken cancellation)
    {
        var known = new Dictionary<(ImportedKind, string), Guid>();
        void Add(ImportedKind kind, Guid id, string? source)
        {
            known[(kind, ExportAddress(id))] = id;
            if (source is not null)
                known[(kind, source)] = id;
        }

        foreach (var e in await db.Set<Encounter>().Where(e => person.Contains(e.PatientId)).Select(e => new { e.Id, e.SourceId }).ToListAsync(cancellation))
            Add(ImportedKind.Encounter, e.Id.Value, e.SourceId);
        foreach (var c in await db.Set<Condition>().Where(c => person.Contains(c.PatientId)).Select(c => new { c.Id, c.SourceId }).ToListAsync(cancellation))
            Add(ImportedKind.Condition, c.Id.Value, c.SourceId);
        foreach (var a in await db.Set<AllergyIntolerance>().Where(a => person.Contains(a.PatientId)).Select(a => new { a.Id, a.SourceId }).ToListAsync(cancellation))
            Add(ImportedKind.Allergy, a.Id.Value, a.SourceId);
        foreach (var m in await db.Set<MedicationStatement>().Where(m => person.Contains(m.PatientId)).Select(m => new { m.Id, m.SourceId }).ToListAsync(cancellation))
            Add(ImportedKind.Medication, m.Id.Value, m.SourceId);
        foreach (var i in await db.Set<Immunization>().Where(i => person.Contains(i.PatientId)).Select(i => new { i.Id, i.SourceId }).ToListAsync(cancellation))
            Add(ImportedKind.Immunization, i.Id.Value, i.SourceId);
        foreach (var p in await db.Set<Procedure>().Where(p => person.Contains(p.PatientId)).Select(p => new { p.Id, p.SourceId }).ToListAsync(cancellation))
            Add(ImportedKind.Procedure, p.Id.Value, p.SourceId);
        foreach (var o in await db.Set<Observation>().Where(o => person.Contains(o.PatientId)).Select(o => new { o.Id, o.SourceId, o.GroupId }).ToListAsync(cancellation))
        {
            Add(ImportedKind.Observation, o.Id.Value, o.SourceId);
            if (o.GroupId is { } group)
                known[(ImportedKind.Observation, $"{ExportAddress(group)}#{o.Id}")] = o.Id.Value;
        }

        // a prescription of this clinic comes back as what it was
        foreach (var id in await db.Set<PrescriptionItem>().Where(i => db.Set<Prescription>().Any(p => p.Id == i.PrescriptionId && person.Contains(p.PatientId))).Select(i => i.Id).ToListAsync(cancellation))
            known[(ImportedKind.Medication, ExportAddress(id.Value))] = id.Value;
        return known;
    }

    public static string ExportAddress(Guid id) => $"urn:uuid:{id}";
}
