using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>One prescription with whom it is for: what its sheet is printed from.</summary>
public sealed class ReadPrescription(IDbContextFactory<PortalDbContext> contexts, ChartAccess access)
{
    public sealed record Sheet(WrittenPrescription Prescription, string Patient, string Language, LocalDate? BirthDate);

    public async Task<Result<Sheet, ChartError>> ExecuteAsync(PrescriptionId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await WrittenPrescription.ReadAsync(db, db.Set<Prescription>().Where(p => p.Id == id), cancellation);
        if (found is not [var prescription])
            return ChartError.NotFound;
        if (await access.RequireAsync(prescription.Patient, "prescription.read", cancellation) is { } refused)
            return refused;
        var patient = await db.Set<Patient>().SingleAsync(p => p.Id == prescription.Patient, cancellation);
        return new Sheet(prescription, patient.Name, patient.Language, patient.BirthDate);
    }
}
