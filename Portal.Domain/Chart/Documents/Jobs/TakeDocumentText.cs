using System.Security.Cryptography;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Chart.Documents.Text;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Chart.Documents.Jobs;

/// <summary>Takes the text of a document, once. It may be killed at any place and run twice at once: what it found is put down in one transaction, by whoever is first.</summary>
public sealed class TakeDocumentText(
    IDbContextFactory<PortalDbContext> contexts, TextTaker taker, SealedFiles files, TenantContext tenant, ChangePublisher changes, TimeProvider clock)
{
    const int MostAttempts = 3;

    internal static void Enqueue(IBackgroundJobClient jobs, TenantId tenant, Document document)
    {
        if (document.Status == DocumentStatus.Stored)
            jobs.Enqueue<TakeDocumentText>(job => job.ExecuteAsync(tenant, document.Id.Value, CancellationToken.None));
    }

    // what fails is brought back by the clock (TakeMissingTexts)
    [AutomaticRetry(Attempts = 0)]
    public async Task ExecuteAsync(TenantId tenantId, Guid id, CancellationToken cancellation)
    {
        var documentId = DocumentId.From(id);
        if (await BeginAsync(documentId, cancellation) is not { } document)
            return;
        var taken = document.TextAttempts > MostAttempts ? new TextTaker.Taken(DocumentFault.TimedOut) : await TakeAsync(document, cancellation);
        await KeepAsync(document, taken, cancellation);
        changes.Publish(new(tenant.Id, Topics.Documents, document.PatientId.Value));
    }

    // the attempt counts before it is made: a file that kills the process must not do so for ever
    async Task<Document?> BeginAsync(DocumentId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.Set<Document>().AsTracking().SingleOrDefaultAsync(d => d.Id == id && d.Status == DocumentStatus.Stored && d.DeletedAt == null, cancellation);
        if (document is null)
            return null;
        (document.TextAttempts, document.TextTriedAt) = (document.TextAttempts + 1, clock.GetUtcNow().ToInstant());
        try
        {
            await db.SaveChangesAsync(cancellation);
            return document;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null; // another began at this moment
        }
    }

    async Task<TextTaker.Taken> TakeAsync(Document document, CancellationToken cancellation)
    {
        try
        {
            // whole in memory, and never in the clear on a disk: a PDF is read from its end, and the readers outside take it by their input
            var content = new byte[document.Size];
            await using var plain = files.Open(tenant.Id, document.File!);
            await plain.ReadExactlyAsync(content, cancellation);
            return await taker.TakeAsync(content, document.MediaType, cancellation);
        }
        catch (Exception e) when (e is FileDamagedException or CryptographicException)
        {
            return new(DocumentFault.Broken);
        }
    }

    async Task KeepAsync(Document read, TextTaker.Taken taken, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.Set<Document>().AsTracking().SingleOrDefaultAsync(d => d.Id == read.Id && d.Status == DocumentStatus.Stored && d.DeletedAt == null, cancellation);
        if (document is null || document.Version != read.Version)
            return; // deleted meanwhile, or read by another
        document.Fault = taken.Fault;
        document.PageCount = taken.PageCount;
        document.Status = taken.Fault switch
        {
            null => DocumentStatus.Read,
            DocumentFault.ReaderMissing => DocumentStatus.Stored,
            _ => DocumentStatus.Unreadable,
        };
        if (taken.Fault == DocumentFault.ReaderMissing)
            document.TextAttempts = 0; // it is not the file's fault
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<DocumentPage>().Where(p => p.DocumentId == document.Id).ExecuteDeleteAsync(cancellation); // of a time when the reader of pictures was missing
        db.AddRange(taken.Pages.Select(page => new DocumentPage(document.TenantId, document.Id, page.Number) { Text = page.Text, MachineRead = page.MachineRead }));
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // deleted at this moment
        }
    }
}
