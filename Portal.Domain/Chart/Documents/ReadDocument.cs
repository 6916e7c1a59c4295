using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>What is known of a document, its text page by page, and its editions.</summary>
public sealed class ReadDocument(IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, AuditTrail audit)
{
    public sealed record Request(DocumentId Document);

    /// <param name="MachineRead">Made out from a picture: a letter or a figure may be wrong.</param>
    public sealed record Page(int Number, string Text, bool MachineRead);

    /// <param name="Editions">All of them, the newest first.</param>
    public sealed record Answer(DocumentView Document, IReadOnlyList<Page> Pages, IReadOnlyList<DocumentView> Editions);

    public async Task<Result<Answer, DocumentsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await DocumentView.Of(db, db.Set<Document>().Where(d => d.Id == request.Document && d.DeletedAt == null)).SingleOrDefaultAsync(cancellation);
        if (document is null)
            return DocumentsError.NotFound;
        if (await access.RefusalAsync(db, document.PatientId, DocumentAct.Read, "document.read", document.Id.Value, cancellation) is { } refusal)
            return refusal;
        var pages = await db.Set<DocumentPage>().Where(p => p.DocumentId == document.Id).OrderBy(p => p.Page)
            .Select(p => new Page(p.Page, p.Text, p.MachineRead)).ToListAsync(cancellation);
        var editions = await DocumentView.Of(db, db.Set<Document>().Where(d => d.SeriesId == document.SeriesId && d.DeletedAt == null).OrderByDescending(d => d.Edition)).ToListAsync(cancellation);
        audit.Add(db, "document.read", "document", document.Id.Value, new { patient = document.PatientId.Value, text = true });
        await db.SaveChangesAsync(cancellation);
        return new Answer(document, pages, editions);
    }
}
