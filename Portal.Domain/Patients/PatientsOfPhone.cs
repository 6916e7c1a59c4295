using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients;

/// <summary>The people who share a phone, each once however many records were merged: for a patient those of their own proved phone, for staff those of any.</summary>
public sealed class PatientsOfPhone(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    /// <param name="Phone">E.164.</param>
    public sealed record Request(string Phone);

    public async Task<Result<IReadOnlyList<PatientSummary>, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var allowed = caller.Kind is CallerKind.Staff or CallerKind.System || (caller.Kind == CallerKind.Patient && caller.Phone == request.Phone);
        if (!allowed)
            return await audit.RefuseAsync("patient.of_phone", PatientsError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var people = await PersonIds.OfPhoneAsync(db, request.Phone, cancellation);
        return await db.Set<Patient>().Where(p => people.Contains(p.Id) && p.MergedInto == null).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .Select(p => new PatientSummary(p.Id, p.Name, p.Phone, p.Language) { OtherName = p.OtherName, BirthDate = p.BirthDate, Gender = p.Gender }).ToListAsync(cancellation);
    }
}
