using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>Makes an address that opens a document for five minutes, for who may read it.</summary>
public sealed class LinkToDocument(
    IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, DocumentLinks links, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <returns>The path on the tenant's host.</returns>
    public async Task<Result<string, DocumentsError>> ExecuteAsync(DocumentId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == id && d.DeletedAt == null, cancellation);
        if (document is null)
            return DocumentsError.NotFound;
        if (await access.RefusalAsync(db, document.PatientId, DocumentAct.Read, "document.link", id.Value, cancellation) is { } refusal)
            return refusal;
        audit.Add(db, "document.link", "document", id.Value);
        await db.SaveChangesAsync(cancellation);
        return $"/files/link/{links.Make(tenant.Id, id, caller.UserId)}";
    }
}
