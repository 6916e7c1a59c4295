using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Jobs;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Architecture;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Documents;

/// <summary>Files as clinics get them, and what is done with them. The fixtures were printed by a browser: their words are ours.</summary>
static class DocumentScenes
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Two pages with a text of their own, in English and Arabic.</summary>
    public static byte[] Report => Fixture("report.pdf");

    /// <summary>One page that is a picture.</summary>
    public static byte[] ScannedPdf => Fixture("scanned.pdf");

    /// <summary>A picture with two lines of each language.</summary>
    public static byte[] Scan => Fixture("scan.png");

    public static byte[] LockedPdf => Fixture("locked.pdf");

    public static byte[] BrokenPdf => [.. Report[..400], .. Enumerable.Repeat((byte)'x', 3000)];

    static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(Sources.Root, "Portal.Tests", "Chart", "Documents", "Fixtures", name));

    public static async Task<Result<DocumentId, DocumentsError>> TryUploadAsync(this TestClinic clinic, byte[] content, Action<Caller>? caller = null, string? title = "Lab report", string? name = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? TestPortal.Staff(StaffRole.Doctor));
        return await scope.Get<UploadDocument>().ExecuteAsync(new(clinic.Patient, title, DocumentKind.LabReport, name, new MemoryStream(content)), Cancellation);
    }

    public static async Task<DocumentId> UploadAsync(this TestClinic clinic, byte[] content) => (await clinic.TryUploadAsync(content)).Value;

    /// <summary>As Hangfire would.</summary>
    public static async Task TakeTextAsync(this TestClinic clinic, DocumentId document)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await scope.Get<TakeDocumentText>().ExecuteAsync(clinic.Id, document.Value, Cancellation);
    }

    public static async Task<Result<ReadDocument.Answer, DocumentsError>> TryReadAsync(this TestClinic clinic, DocumentId document, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? TestPortal.Staff(StaffRole.Doctor));
        return await scope.Get<ReadDocument>().ExecuteAsync(new(document), Cancellation);
    }

    public static async Task<ReadDocument.Answer> ReadAsync(this TestClinic clinic, DocumentId document) => (await clinic.TryReadAsync(document)).Value;

    public static async Task<Result<byte[], DocumentsError>> TryOpenAsync(this TestClinic clinic, DocumentId document, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? TestPortal.Staff(StaffRole.Doctor));
        var opened = await scope.Get<OpenDocument>().ExecuteAsync(document, Cancellation);
        if (!opened.Succeeded)
            return opened.Error;
        await using var content = opened.Value.Content;
        using var all = new MemoryStream();
        await content.CopyToAsync(all, Cancellation);
        return all.ToArray();
    }

    public static async Task<Result<ListDocuments.Answer, DocumentsError>> TryListAsync(this TestClinic clinic, Action<Caller>? caller = null, bool deleted = false)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? TestPortal.Staff(StaffRole.Doctor));
        return await scope.Get<ListDocuments>().ExecuteAsync(new(clinic.Patient, deleted), Cancellation);
    }

    public static async Task<Document> RowAsync(this TestClinic clinic, DocumentId document)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Document>().SingleAsync(d => d.Id == document, Cancellation);
    }
}
