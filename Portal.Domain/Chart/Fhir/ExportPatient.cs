using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Fhir.Writing;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir;

/// <summary>
/// All that the chart has of one person, as one FHIR R4 collection: FHIR's <c>$everything</c>. What was entered in error is not said again. For doctors
/// to whom the record is open, administrators, who answer for what the clinic hands out, and programs whose token may read patients.
/// </summary>
public sealed class ExportPatient(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, TenantCatalogue catalogue, ChartAccess access, IDateTimeZoneProvider zones, AuditTrail audit,
    TimeProvider clock)
{
    public async Task<Result<R4.Bundle, ExportError>> ExecuteAsync(PatientId id, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator) && !caller.May(ApiScopes.PatientRead))
        {
            var refusal = await access.RequireToWriteAsync(id, "chart.export", cancellation);
            if (refusal is not null and not ChartError.NotFound)
                return refusal == ChartError.GlassIsWhole ? ExportError.GlassIsWhole : ExportError.Forbidden;
        }

        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, id, cancellation);
        if (person.Count == 0)
            return await audit.RefuseAsync("chart.export", ExportError.NotFound, "patient", id.Value, cancellation);
        // what was written of a merged record is of the one that stands
        var patient = await db.Set<Patient>().SingleAsync(p => p.Id == person[0], cancellation);
        var resources = new List<R4.Resource> { PatientBundle.Of(patient) };
        await VisitsAsync(db, person, clinic.DefaultLanguage, resources, cancellation);
        resources.AddRange((await OfAsync<Condition>(db, person, cancellation)).Select(WriteRecords.Of));
        resources.AddRange((await OfAsync<AllergyIntolerance>(db, person, cancellation)).Select(WriteRecords.Of));
        resources.AddRange((await OfAsync<MedicationStatement>(db, person, cancellation)).Select(WriteMedication.Of));
        await PrescriptionsAsync(db, person, zones[clinic.TimeZone], resources, cancellation);
        resources.AddRange((await OfAsync<Observation>(db, person, cancellation)).Where(o => o.Value is not null || o.ValueText is not null)
            .GroupBy(o => o.GroupId ?? o.Id.Value).Select(group => WriteObservation.Of([.. group])));
        resources.AddRange((await OfAsync<Immunization>(db, person, cancellation)).Select(WriteRecords.Of));
        resources.AddRange((await OfAsync<Procedure>(db, person, cancellation)).Select(WriteRecords.Of));
        await audit.RecordAsync("chart.export", "done", "patient", id.Value, new { resources = resources.Count }, cancellation);
        return PatientBundle.Of(resources, patient.Id, clock.GetUtcNow().ToInstant());
    }

    static async Task<List<T>> OfAsync<T>(PortalDbContext db, List<PatientId> person, CancellationToken cancellation) where T : ChartRecord =>
        await db.Set<T>().Where(r => person.Contains(r.PatientId) && !r.EnteredInError).OrderBy(r => r.RecordedAt).ToListAsync(cancellation);

    static async Task VisitsAsync(PortalDbContext db, List<PatientId> person, string language, List<R4.Resource> resources, CancellationToken cancellation)
    {
        var visits = await OfAsync<Encounter>(db, person, cancellation);
        var amendments = (await db.Set<EncounterAmendment>().Where(a => db.Set<Encounter>().Any(e => e.Id == a.EncounterId && person.Contains(e.PatientId))).ToListAsync(cancellation)).ToLookup(a => a.EncounterId);
        // also who prescribed without a visit
        var doctors = await db.Set<Practitioner>().Where(p => db.Set<Encounter>().Any(e => e.PractitionerId == p.Id && person.Contains(e.PatientId) && !e.EnteredInError)
            || db.Set<Prescription>().Any(r => r.PractitionerId == p.Id && person.Contains(r.PatientId) && !r.EnteredInError)).ToDictionaryAsync(p => p.Id, cancellation);
        resources.AddRange(doctors.Values.Select(doctor => PatientBundle.Of(doctor, language)));
        resources.AddRange(visits.OrderBy(visit => visit.StartedAt).Select(visit => WriteEncounter.Of(visit, amendments[visit.Id],
            visit.PractitionerId is { } own && doctors.GetValueOrDefault(own) is { } doctor ? language == "ar" ? doctor.NameAr : doctor.NameEn : null)));
    }

    static async Task PrescriptionsAsync(PortalDbContext db, List<PatientId> person, DateTimeZone zone, List<R4.Resource> resources, CancellationToken cancellation)
    {
        var prescriptions = await OfAsync<Prescription>(db, person, cancellation);
        var items = (await db.Set<PrescriptionItem>().Where(i => db.Set<Prescription>().Any(p => p.Id == i.PrescriptionId && person.Contains(p.PatientId))).ToListAsync(cancellation)).ToLookup(i => i.PrescriptionId);
        resources.AddRange(prescriptions.SelectMany(prescription => items[prescription.Id].OrderBy(item => item.Position).Select(item => WriteMedication.Of(prescription, item, zone))));
    }
}
