using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>Opens a document's file: for who may read it, or for whoever holds a link that such a one made.</summary>
public sealed class OpenDocument(IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, DocumentLinks links, SealedFiles files, TenantContext tenant, AuditTrail audit)
{
    /// <param name="Content">Can be read from any place; whoever asked disposes of it.</param>
    public sealed record Opened(Stream Content, string Title, string MediaType, byte[] Sha256, Instant UploadedAt)
    {
        public string FileName => $"{Title}.{MediaTypes.Extension(MediaType)}";
    }

    public async Task<Result<Opened, DocumentsError>> ExecuteAsync(DocumentId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await FindAsync(db, id, cancellation);
        if (document is null)
            return DocumentsError.NotFound;
        return await access.RefusalAsync(db, document.PatientId, DocumentAct.Read, "document.read", id.Value, cancellation) is { } refusal
            ? refusal
            : await OpenAsync(db, document, link: null, cancellation);
    }

    public async Task<Result<Opened, DocumentsError>> ByLinkAsync(string token, CancellationToken cancellation)
    {
        if (links.Read(tenant.Id, token) is not { } link)
            return DocumentsError.NotFound;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db, link.Document, cancellation) is { } document ? await OpenAsync(db, document, link, cancellation) : DocumentsError.NotFound;
    }

    static Task<Document?> FindAsync(PortalDbContext db, DocumentId id, CancellationToken cancellation) =>
        db.Set<Document>().SingleOrDefaultAsync(d => d.Id == id && d.DeletedAt == null, cancellation);

    async Task<Result<Opened, DocumentsError>> OpenAsync(PortalDbContext db, Document document, DocumentLinks.Link? link, CancellationToken cancellation)
    {
        if (document.Fault == DocumentFault.Infected)
            return await audit.RefuseAsync("document.read", DocumentsError.Infected, "document", document.Id.Value, cancellation);
        audit.Add(db, "document.read", "document", document.Id.Value, new { patient = document.PatientId.Value, linkFrom = link?.MadeBy });
        await db.SaveChangesAsync(cancellation);
        return new Opened(files.Open(tenant.Id, document.File!), document.Title, document.MediaType, document.Sha256, document.UploadedAt);
    }
}
