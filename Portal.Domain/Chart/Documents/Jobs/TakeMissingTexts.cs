using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Chart.Documents.Text;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Chart.Documents.Jobs;

/// <summary>Brings back documents whose text is not taken: the job died with its process, was never called, or waited for a reader that is installed now.</summary>
[AcrossTenants]
public sealed class TakeMissingTexts(ITenantList tenants, TenantScopes scopes, IBackgroundJobClient jobs, Ocr ocr, TimeProvider clock)
{
    // longer than a document of many pictures takes
    static readonly Duration Silent = Duration.FromMinutes(20), Fresh = Duration.FromMinutes(2);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var (uploadedBefore, triedBefore, canRead) = (now - Fresh, now - Silent, await ocr.IsThereAsync(cancellation));
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, async services =>
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
                var waiting = await db.Set<Document>()
                    .Where(d => d.Status == DocumentStatus.Stored && d.DeletedAt == null && d.UploadedAt < uploadedBefore)
                    .Where(d => d.Fault == DocumentFault.ReaderMissing ? canRead : d.TextTriedAt == null || d.TextTriedAt < triedBefore)
                    .OrderBy(d => d.UploadedAt).ToListAsync(cancellation);
                foreach (var document in waiting)
                    TakeDocumentText.Enqueue(jobs, tenant, document);
            });
    }
}
