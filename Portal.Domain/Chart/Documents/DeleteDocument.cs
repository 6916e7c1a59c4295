using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>
/// Deletes a document with all its editions: their text, their files and the keys to them. That there was one, who deleted it and why stays. A file that the store
/// does not give up at once is noise without its key.
/// </summary>
public sealed class DeleteDocument(
    IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, SealedFiles files, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    public sealed record Request(DocumentId Document, string? Reason);

    public async Task<Result<Done, DocumentsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        var wanted = await db.Set<Document>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.Document && d.DeletedAt == null, cancellation);
        if (wanted is null)
            return DocumentsError.NotFound;
        if (await access.RefusalAsync(db, wanted.PatientId, DocumentAct.Change, "document.delete", wanted.Id.Value, cancellation) is { } refusal)
            return refusal;
        if (request.Reason?.Trim() is not { Length: > 0 and <= Document.LongestReason } reason)
            return DocumentsError.ReasonMissing;

        var editions = await db.Set<Document>().Where(d => d.SeriesId == wanted.SeriesId && d.DeletedAt == null).ToListAsync(cancellation);
        var ids = editions.Select(d => d.Id).ToArray();
        foreach (var edition in editions)
            (edition.DeletedAt, edition.DeletedBy, edition.DeletedReason, edition.WrappedKey) = (clock.GetUtcNow().ToInstant(), caller.UserId, reason, null);
        db.RemoveRange(await db.Set<DocumentPage>().Where(p => ids.Contains(p.DocumentId)).ToListAsync(cancellation));
        audit.Add(db, "document.delete", "document", wanted.Id.Value, new { editions = ids.Length });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DocumentsError.ChangedMeanwhile;
        }

        changes.Publish(new(tenant.Id, Topics.Documents, wanted.PatientId.Value));
        foreach (var edition in editions)
            await files.DeleteAsync(tenant.Id, edition.FileId, CancellationToken.None);
        return Done.Now;
    }
}
