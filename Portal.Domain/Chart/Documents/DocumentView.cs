using NodaTime;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Documents;

/// <summary>What a list shows of a document.</summary>
/// <param name="MachineRead">Some of its text was made out from pictures.</param>
public sealed record DocumentView(
    DocumentId Id, PatientId PatientId, DocumentId SeriesId, int Edition, string Title, DocumentKind Kind, string MediaType, long Size, DocumentStatus Status, DocumentFault? Fault,
    int? PageCount, bool MachineRead, Instant UploadedAt, UserId? UploadedBy)
{
    public Instant? ReplacedAt { get; init; }

    public DeletedDocument? Deleted { get; init; }

    internal static IQueryable<DocumentView> Of(Platform.Data.PortalDbContext db, IQueryable<Document> documents) => documents.Select(d => new DocumentView(
        d.Id, d.PatientId, d.SeriesId, d.Edition, d.Title, d.Kind, d.MediaType, d.Size, d.Status, d.Fault, d.PageCount,
        db.Set<DocumentPage>().Any(p => p.DocumentId == d.Id && p.MachineRead), d.UploadedAt, d.UploadedBy)
    {
        ReplacedAt = d.ReplacedAt,
        Deleted = d.DeletedAt == null ? null : new DeletedDocument(d.DeletedAt.Value, d.DeletedBy, d.DeletedReason!),
    });
}

public sealed record DeletedDocument(Instant At, UserId? By, string Reason);
