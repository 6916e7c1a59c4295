using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>
/// Writes a prescription, in the name of the doctor who is signed in. What speaks against a medicine in the patient's own record is said first, and it is written once the
/// doctor has seen that. Each medicine is then among those that the patient takes.
/// </summary>
public sealed class WritePrescription(
    IDbContextFactory<PortalDbContext> contexts, ChartAccess access, TenantContext tenant, Caller caller, TenantCatalogue catalogue, AuditTrail audit, TimeProvider clock)
{
    public const int MostMedicines = 20;

    /// <param name="Key">New for each sheet: one that is sent twice is written once.</param>
    /// <param name="Encounter">The visit that it is written at, if it is at one.</param>
    /// <param name="Acknowledged">The warnings have been read.</param>
    public sealed record Request(Guid Key, PatientId Patient, EncounterId? Encounter, IReadOnlyList<PrescribedMedicine> Items, string? Note, bool Acknowledged);

    /// <param name="Id">Null where warnings are to be read first.</param>
    public sealed record Outcome(PrescriptionId? Id, IReadOnlyList<PrescriptionWarning> Warnings);

    /// <exception cref="InvalidOperationException">The tenant is not in the catalogue.</exception>
    public async Task<Result<Outcome, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (request.Items.Count is 0 or > MostMedicines || request.Note?.Length > 1000 || request.Items.Any(medicine => !medicine.IsSound))
            return ChartError.Invalid;
        if (await access.RequireAsync(request.Patient, "prescription.write", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var doctor = caller.UserId is { } user ? await db.Set<Practitioner>().SingleOrDefaultAsync(p => p.UserId == user, cancellation) : null;
        if (doctor is null)
            return await audit.RefuseAsync("prescription.write", ChartError.Forbidden, "patient", request.Patient.Value, cancellation);
        if (request.Encounter is { } visit && !await db.Set<Encounter>().AnyAsync(e => e.Id == visit && e.PatientId == request.Patient, cancellation))
            return ChartError.NotFound;
        // the key is the sheet's own id: whoever presses twice gets the same one
        var id = PrescriptionId.From(request.Key);
        if (await db.Set<Prescription>().AnyAsync(p => p.Id == id && p.PatientId == request.Patient, cancellation))
            return new Outcome(id, []);
        var medicines = request.Items.Select(medicine => medicine.Tidy()).ToList();
        var warnings = await WarningsAsync(db, request.Patient, medicines, cancellation);
        if (warnings.Count > 0 && !request.Acknowledged)
            return new Outcome(null, warnings);

        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var language = await db.Set<Patient>().Where(p => p.Id == request.Patient).Select(p => p.Language).SingleAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var today = now.InZone(DateTimeZoneProviders.Tzdb[clinic.TimeZone]).Date;
        var prescription = new Prescription(tenant.Id, id, request.Patient)
        {
            EncounterId = request.Encounter, PractitionerId = doctor.Id, IssuedAt = now, RecordedAt = now, Status = PrescriptionStatus.Valid, Code = NewCode(),
            Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
        };
        db.Add(prescription);
        for (var i = 0; i < medicines.Count; i++)
            Add(db, prescription, i + 1, medicines[i], DosageWords.Of(medicines[i].Dosage, medicines[i].DurationDays, language, clinic.ArabicDigits), today);
        await LearnAsync(db, caller.UserId!.Value, medicines, cancellation);
        audit.Add(db, "prescription.write", "patient", request.Patient.Value, new { prescription = prescription.Id.Value, medicines = medicines.Count, warnings = warnings.Count });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return new Outcome(prescription.Id, warnings);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // the same sheet was sent twice at once, or a favourite went away meanwhile
            await using var again = await contexts.CreateDbContextAsync(cancellation);
            return await again.Set<Prescription>().AnyAsync(p => p.Id == id && p.PatientId == request.Patient, cancellation) ? new Outcome(id, []) : ChartError.ChangedMeanwhile;
        }
    }

    void Add(PortalDbContext db, Prescription prescription, int position, PrescribedMedicine medicine, string dosage, LocalDate today)
    {
        var item = new PrescriptionItem(tenant.Id, EntryId.New())
        {
            PrescriptionId = prescription.Id, Position = position, Medicine = medicine.Medicine, Strength = medicine.Strength, Form = medicine.Form, Dosage = medicine.Dosage,
            DurationDays = medicine.DurationDays, Repeats = medicine.Repeats, Instructions = medicine.Instructions,
        };
        db.Add(item);
        db.Add(new MedicationStatement(tenant.Id, EntryId.New(), prescription.PatientId)
        {
            EncounterId = prescription.EncounterId, PrescriptionItemId = item.Id, Medicine = medicine.Full, Dosage = dosage, Status = MedicationStatus.Active,
            StartedOn = today, EndedOn = medicine.DurationDays is { } days ? today.PlusDays(days * (1 + medicine.Repeats) - 1) : null, RecordedAt = prescription.RecordedAt,
        });
    }

    // what is written often is offered first the next time
    async Task LearnAsync(PortalDbContext db, UserId doctor, List<PrescribedMedicine> medicines, CancellationToken cancellation)
    {
        var names = medicines.ConvertAll(medicine => medicine.Medicine);
        var kept = await db.Set<PrescriptionFavourite>().AsTracking().Where(f => f.UserId == doctor && names.Contains(f.Medicine)).ToListAsync(cancellation);
        foreach (var medicine in medicines)
        {
            var same = kept.Find(medicine.IsKeptAs);
            if (same is null)
            {
                same = medicine.AsFavourite(tenant.Id, doctor);
                db.Add(same);
                kept.Add(same);
            }

            same.UsedCount++;
        }
    }

    static async Task<List<PrescriptionWarning>> WarningsAsync(PortalDbContext db, PatientId patient, List<PrescribedMedicine> medicines, CancellationToken cancellation)
    {
        var person = await PersonIds.OfAsync(db, patient, cancellation);
        var allergies = await db.Set<AllergyIntolerance>().Where(a => person.Contains(a.PatientId) && a.Status == AllergyStatus.Active && !a.EnteredInError).Select(a => a.Substance).ToListAsync(cancellation);
        var taken = await db.Set<MedicationStatement>().Where(m => person.Contains(m.PatientId) && m.Status == MedicationStatus.Active && !m.EnteredInError).Select(m => m.Medicine).ToListAsync(cancellation);
        return [.. medicines.SelectMany(medicine =>
            allergies.Where(substance => MedicineNames.AreAlike(substance, medicine.Medicine)).Select(substance => new PrescriptionWarning(PrescriptionWarningKind.Allergy, medicine.Full, substance))
                .Concat(taken.Where(other => MedicineNames.AreAlike(other, medicine.Medicine)).Take(1).Select(other => new PrescriptionWarning(PrescriptionWarningKind.Duplicate, medicine.Full, other))))];
    }

    static string NewCode() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
