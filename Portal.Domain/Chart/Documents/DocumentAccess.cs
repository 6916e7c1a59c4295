using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Chart.Documents;

public enum DocumentAct
{
    /// <summary>That there are documents, and their titles.</summary>
    List,

    /// <summary>What is in them.</summary>
    Read,
    Upload,

    /// <summary>Replace or delete.</summary>
    Change,
}

/// <summary>
/// Who may do what with a patient's documents: doctors and administrators all, receptionists take them in and see what there is, a patient reads those of the
/// people of the own proved phone.
/// </summary>
public sealed class DocumentAccess(Caller caller, AuditTrail audit)
{
    /// <summary>Null where the caller may; else the refusal, which is audited.</summary>
    internal async Task<DocumentsError?> RefusalAsync(PortalDbContext db, PatientId patient, DocumentAct act, string action, Guid subject, CancellationToken cancellation)
    {
        if (caller.IsAny(StaffRole.Doctor | StaffRole.Administrator) || (act is DocumentAct.List or DocumentAct.Upload && caller.IsAny(StaffRole.Receptionist)))
            return null;
        var ownReading = caller.Kind == CallerKind.Patient && act is DocumentAct.List or DocumentAct.Read;
        if (ownReading && caller.Phone is { } phone && await db.Set<Patient>().AnyAsync(p => p.Id == patient && p.Phone == phone, cancellation))
            return null;
        return await audit.RefuseAsync(action, DocumentsError.Forbidden, act is DocumentAct.List or DocumentAct.Upload ? "patient" : "document", subject, cancellation);
    }
}
