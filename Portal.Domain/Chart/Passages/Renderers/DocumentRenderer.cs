using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Passages.Renderers;

/// <summary>The text of documents, of the edition that counts; of one that nothing could be read from, its title alone.</summary>
sealed class DocumentRenderer(RenderingScope scope) : PassageRenderer
{
    public override SourceKind Kind => SourceKind.Document;

    public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
    {
        var (wanted, style) = (sources.Select(DocumentId.From).ToList(), await scope.StyleAsync(cancellation));
        await using var db = await scope.OpenAsync(cancellation);
        var documents = await db.Set<Document>().Where(d => wanted.Contains(d.Id) && d.DeletedAt == null && d.ReplacedAt == null && d.Fault != DocumentFault.Infected).ToListAsync(cancellation);
        var pages = (await db.Set<DocumentPage>().Where(p => wanted.Contains(p.DocumentId)).ToListAsync(cancellation)).ToLookup(p => p.DocumentId);
        return [.. documents.Select(document => new RenderedSource(document.Id.Value, document.PatientId, [.. DocumentPassage.Of(document, pages[document.Id], style)]))];
    }

    public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) => scope.ListAsync("documents", patient, after, most, cancellation);
}
