using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients;

/// <summary>
/// Adds what the record of a person does not say yet: a date of birth, a gender. Staff of any; a patient of the people of their own proved phone. What is
/// known already stands: to change it is a matter of the desk, who sees the person.
/// </summary>
public sealed class CompletePatient(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public sealed record Request(PatientId Patient, LocalDate? BirthDate, Gender? Gender);

    /// <returns>Whether there was anything to add.</returns>
    public async Task<Result<bool, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var patient = await db.Set<Patient>().AsTracking().SingleOrDefaultAsync(p => p.Id == request.Patient, cancellation);
        var allowed = caller.Kind is CallerKind.Staff or CallerKind.System || caller.Kind == CallerKind.Patient && caller.Phone is { } phone && (await PersonIds.OfPhoneAsync(db, phone, cancellation)).Contains(request.Patient);
        if (!allowed || patient is null)
            return await audit.RefuseAsync("patient.complete", PatientsError.Forbidden, "patient", request.Patient.Value, cancellation);
        if (!Fill(patient, request.BirthDate, request.Gender))
            return false;
        await PatientKeys.RewriteAsync(db, patient, cancellation);
        audit.Add(db, "patient.complete", "patient", patient.Id.Value);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    internal static bool Fill(Patient patient, LocalDate? birthDate, Gender? gender)
    {
        var (born, own) = (patient.BirthDate ?? birthDate, patient.Gender ?? gender);
        var adds = born != patient.BirthDate || own != patient.Gender;
        (patient.BirthDate, patient.Gender) = (born, own);
        return adds;
    }
}
