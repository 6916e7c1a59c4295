using Hangfire;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Documents.Jobs;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>Puts a file into a patient's chart. It is streamed to where it is kept; its text is taken afterwards, by a job.</summary>
public sealed class UploadDocument(
    IDbContextFactory<PortalDbContext> contexts, DocumentAccess access, DocumentIntake intake, TenantContext tenant, AuditTrail audit, ChangePublisher changes, IBackgroundJobClient jobs)
{
    /// <param name="Title">Null or empty: the file's name.</param>
    /// <param name="Content">Read once, from its beginning to its end.</param>
    public sealed record Request(PatientId Patient, string? Title, DocumentKind Kind, string? FileName, Stream Content);

    public async Task<Result<DocumentId, DocumentsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await access.RefusalAsync(db, request.Patient, DocumentAct.Upload, "document.upload", request.Patient.Value, cancellation) is { } refusal)
            return refusal;
        if (!await db.Set<Patient>().AnyAsync(p => p.Id == request.Patient, cancellation))
            return DocumentsError.NotFound;
        if (DocumentIntake.Title(request.Title, request.FileName) is not { } title)
            return DocumentsError.TitleInvalid;
        var kept = await intake.KeepAsync(request.Content, cancellation);
        if (!kept.Succeeded)
            return kept.Error;
        var document = intake.Row(DocumentId.New(), request.Patient, kept.Value, title, request.Kind, replaces: null);
        try
        {
            db.Add(document);
            audit.Add(db, "document.upload", "document", document.Id.Value, new { patient = request.Patient.Value, document.Size, document.MediaType, infected = kept.Value.Infected });
            await db.SaveChangesAsync(cancellation);
        }
        catch
        {
            await intake.ForgetAsync(document.FileId);
            throw;
        }

        TakeDocumentText.Enqueue(jobs, tenant.Id, document);
        changes.Publish(new(tenant.Id, Topics.Documents, request.Patient.Value));
        return document.Id;
    }
}
