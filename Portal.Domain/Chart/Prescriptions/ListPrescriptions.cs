using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>What was prescribed to a patient, the newest first.</summary>
public sealed class ListPrescriptions(IDbContextFactory<PortalDbContext> contexts, ChartAccess access)
{
    public const int Most = 50;

    public async Task<Result<IReadOnlyList<WrittenPrescription>, ChartError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        if (await access.RequireAsync(patient, "prescription.list", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, patient, cancellation);
        return await WrittenPrescription.ReadAsync(db, db.Set<Prescription>().Where(p => person.Contains(p.PatientId)).OrderByDescending(p => p.IssuedAt).Take(Most), cancellation);
    }
}
