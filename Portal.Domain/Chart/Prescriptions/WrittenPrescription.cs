using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>A prescription with what stands on its sheet.</summary>
public sealed record WrittenPrescription(
    PrescriptionId Id, PatientId Patient, EncounterId? Encounter, Instant IssuedAt, PrescriptionStatus Status, string Code, string? Note, string? RevokeReason,
    string DoctorAr, string DoctorEn, string? SpecialtyAr, string? SpecialtyEn, IReadOnlyList<PrescribedMedicine> Medicines)
{
    public string Doctor(string language) => language == "ar" ? DoctorAr : DoctorEn;

    public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;

    /// <returns>The newest first.</returns>
    internal static async Task<List<WrittenPrescription>> ReadAsync(PortalDbContext db, IQueryable<Prescription> which, CancellationToken cancellation)
    {
        var found = await which.Where(p => !p.EnteredInError).Join(db.Set<Practitioner>(), p => p.PractitionerId, d => d.Id, (prescription, doctor) => new { prescription, doctor })
            .OrderByDescending(row => row.prescription.IssuedAt).ToListAsync(cancellation);
        var ids = found.ConvertAll(row => row.prescription.Id);
        var items = (await db.Set<PrescriptionItem>().Where(i => ids.Contains(i.PrescriptionId)).OrderBy(i => i.Position).ToListAsync(cancellation)).ToLookup(i => i.PrescriptionId);
        return found.ConvertAll(row => new WrittenPrescription(
            row.prescription.Id, row.prescription.PatientId, row.prescription.EncounterId, row.prescription.IssuedAt, row.prescription.Status, row.prescription.Code,
            row.prescription.Note, row.prescription.RevokeReason, row.doctor.NameAr, row.doctor.NameEn, row.doctor.SpecialtyAr, row.doctor.SpecialtyEn,
            [.. items[row.prescription.Id].Select(i => new PrescribedMedicine(i.Medicine, i.Strength, i.Form, i.Dosage, i.DurationDays, i.Repeats, i.Instructions))]));
    }
}
