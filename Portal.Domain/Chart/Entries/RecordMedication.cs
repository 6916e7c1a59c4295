using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>A medicine that the patient takes and that was not prescribed here; or that one is taken no longer.</summary>
public sealed class RecordMedication(EntryWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">Of the one that is changed, as it was read.</param>
    public sealed record Request(
        EntryId? Id, uint Version, PatientId Patient, EncounterId? Encounter, string Medicine, string? Dosage, MedicationStatus Status, LocalDate? From, LocalDate? To);

    public async Task<Result<MedicationStatement, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!EntryWriter.IsText(request.Medicine, 300) || !EntryWriter.Fits(request.Dosage, 600) || request.From > request.To)
            return ChartError.Invalid;
        if (request.Id is { } id)
            return await writer.ChangeAsync<MedicationStatement>(request.Version, "medication.change", all => all.SingleOrDefaultAsync(m => m.Id == id, cancellation), Write, null, cancellation);
        var medication = new MedicationStatement(writer.Tenant.Id, EntryId.New(), request.Patient)
        {
            EncounterId = request.Encounter, Medicine = request.Medicine.Trim(), Status = request.Status, RecordedAt = writer.Now,
        };
        Write(medication);
        return await writer.AddAsync(medication, request.Encounter, "medication.record", cancellation);

        ChartError? Write(MedicationStatement to)
        {
            (to.Medicine, to.Dosage, to.Status, to.StartedOn, to.EndedOn) = (request.Medicine.Trim(), EntryWriter.Kept(request.Dosage), request.Status, request.From, request.To);
            return null;
        }
    }
}
