using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>What documents a patient's chart has: of each the edition that counts.</summary>
public sealed class ListDocuments(IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, Caller caller, AuditTrail audit)
{
    /// <param name="Deleted">Also those that were deleted, with who did it and why; for staff.</param>
    public sealed record Request(PatientId Patient, bool Deleted = false);

    /// <param name="Documents">Latest first.</param>
    /// <param name="Unreadable">How many of them no text can be had of, or not yet: an answer from the chart knows nothing of what is in them.</param>
    public sealed record Answer(IReadOnlyList<DocumentView> Documents, int Unreadable);

    public async Task<Result<Answer, DocumentsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await access.RefusalAsync(db, request.Patient, DocumentAct.List, "document.list", request.Patient.Value, cancellation) is { } refusal)
            return refusal;
        var deleted = request.Deleted && caller.Kind != CallerKind.Patient;
        var documents = await DocumentView.Of(db, db.Set<Document>()
            .Where(d => d.PatientId == request.Patient && d.ReplacedAt == null && (deleted || d.DeletedAt == null))
            .OrderByDescending(d => d.UploadedAt).ThenByDescending(d => d.Id)).ToListAsync(cancellation);
        audit.Add(db, "document.list", "patient", request.Patient.Value);
        await db.SaveChangesAsync(cancellation);
        return new Answer(documents, documents.Count(d => d.Deleted is null && d.Status != DocumentStatus.Read));
    }
}
