using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients;

/// <summary>
/// What every change of what the desk knows of a person shares: staff who receive or treat make it, it is audited as a deed on that person with the save,
/// and pages that show the person read again.
/// </summary>
public sealed class PatientWriter(AuditedSave save)
{
    /// <summary>Who may know and change who a patient is.</summary>
    public const StaffRole Who = StaffRole.Receptionist | StaffRole.Administrator | StaffRole.Doctor;

    static readonly AuditedSave.Terms<PatientsError> Desk = TermsFor(Who), Administrator = TermsFor(StaffRole.Administrator);

    internal TenantContext Tenant => save.Tenant;

    /// <param name="change">Adds the change to the context, or says why not; nothing is saved then.</param>
    internal Task<Result<Guid, PatientsError>> SaveAsync(string action, PatientId patient, Func<PortalDbContext, Task<PatientsError?>> change, CancellationToken cancellation) =>
        save.ExecuteAsync(Desk, action, "patient", patient.Value, change, cancellation);

    /// <summary>For what is the clinic's and no patient's: an administrator's alone.</summary>
    internal Task<Result<Guid, PatientsError>> SaveTextAsync(string action, Guid text, Func<PortalDbContext, Task<PatientsError?>> change, CancellationToken cancellation) =>
        save.ExecuteAsync(Administrator, action, "consent_text", text, change, cancellation);

    /// <summary>For use cases that only read: null where the caller may, else the refusal, which is audited.</summary>
    internal Task<PatientsError?> RefusalAsync(string action, PatientId? patient, CancellationToken cancellation) =>
        save.RefusalAsync(Desk, action, "patient", patient?.Value, cancellation);

    static AuditedSave.Terms<PatientsError> TermsFor(StaffRole who) => new(who, Topics.Patients, PatientsError.Forbidden, PatientsError.ChangedMeanwhile, Refused);

    static PatientsError? Refused(PostgresException refused) => refused switch
    {
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name } when name.Contains("file_number", StringComparison.Ordinal) => PatientsError.FileNumberTaken,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name } when name.Contains("consents", StringComparison.Ordinal) => PatientsError.AlreadyGiven,
        { SqlState: PostgresErrorCodes.UniqueViolation } => PatientsError.ChangedMeanwhile, // the same at once
        { SqlState: PostgresErrorCodes.ForeignKeyViolation } => PatientsError.NotFound,
        _ => null,
    };
}
