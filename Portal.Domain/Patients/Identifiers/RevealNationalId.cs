using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Identifiers;

/// <summary>Shows a national id in full, which leaves a row in the audit trail.</summary>
public sealed class RevealNationalId(IDbContextFactory<PortalDbContext> contexts, PatientWriter writer, NationalIds ids, AuditTrail audit)
{
    public const string Action = "patient.national_id.reveal";

    public async Task<Result<string, PatientsError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync(Action, patient, cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.Set<Patient>().Where(p => p.Id == patient).Select(p => p.NationalId).SingleOrDefaultAsync(cancellation);
        if (kept is null)
            return PatientsError.NotFound;
        if (ids.Read(kept) is not { } number)
            return PatientsError.Unreadable;
        await audit.RecordAsync(Action, AuditEntry.Done, "patient", patient.Value, null, cancellation);
        return number;
    }
}
