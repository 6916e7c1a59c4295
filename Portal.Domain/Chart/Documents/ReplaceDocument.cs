using Hangfire;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Jobs;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>Puts a newer edition in the place of a document. The older ones are kept, and can be opened.</summary>
public sealed class ReplaceDocument(
    IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, DocumentIntake intake, TenantContext tenant, AuditTrail audit, ChangePublisher changes, IBackgroundJobClient jobs,
    TimeProvider clock)
{
    /// <param name="Document">The edition that counts until now.</param>
    /// <param name="Title">Null or empty: it stays.</param>
    public sealed record Request(DocumentId Document, string? Title, Stream Content);

    /// <returns>The new edition.</returns>
    public async Task<Result<DocumentId, DocumentsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var older = await db.Set<Document>().AsTracking().SingleOrDefaultAsync(d => d.Id == request.Document && d.DeletedAt == null, cancellation);
        if (older is null)
            return DocumentsError.NotFound;
        if (await access.RefusalAsync(db, older.PatientId, DocumentAct.Change, "document.replace", older.Id.Value, cancellation) is { } refusal)
            return refusal;
        if (older.ReplacedAt is not null)
            return DocumentsError.ChangedMeanwhile;
        if (DocumentIntake.Title(request.Title, older.Title + ".") is not { } title)
            return DocumentsError.TitleInvalid;
        var kept = await intake.KeepAsync(request.Content, cancellation);
        if (!kept.Succeeded)
            return kept.Error;
        var document = intake.Row(DocumentId.New(), older.PatientId, kept.Value, title, older.Kind, older);
        try
        {
            older.ReplacedAt = clock.GetUtcNow().ToInstant();
            db.Add(document);
            audit.Add(db, "document.replace", "document", document.Id.Value, new { replaces = older.Id.Value, document.Edition });
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            await intake.ForgetAsync(document.FileId);
            return DocumentsError.ChangedMeanwhile;
        }
        catch
        {
            await intake.ForgetAsync(document.FileId);
            throw;
        }

        TakeDocumentText.Enqueue(jobs, tenant.Id, document);
        changes.Publish(new(tenant.Id, Topics.Documents, older.PatientId.Value));
        return document.Id;
    }
}
