using Portal.Domain.Auditing;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Operations.Trail;

/// <summary>What was asked of the trail, for a file that leaves the house. Each export is in the trail.</summary>
public sealed class ExportTrail(SearchAudit search, ReadTrail read, TrailNames names)
{
    /// <summary>A spreadsheet that people can still open; whoever wants more asks for fewer days.</summary>
    public const int Most = 20_000;

    /// <param name="IsCut">There is more than the file holds.</param>
    public sealed record File(IReadOnlyList<TrailRow> Rows, bool IsCut);

    public async Task<Result<File, AuditError>> ExecuteAsync(TrailQuestion asked, CancellationToken cancellation)
    {
        if (await search.RefusalAsync("audit.export", cancellation) is { } refused)
            return refused;
        var filter = await read.FilterAsync(asked, cancellation);
        var rows = new List<TrailRow>();
        AuditCursor? next = null;
        do
        {
            var page = await search.FindAsync(new(filter, next, SearchAudit.LargestPage), cancellation);
            rows.AddRange(await names.NameAsync(page.Rows, cancellation));
            next = page.Next;
        }
        while (next is not null && rows.Count < Most);

        await search.RecordAsync("audit.export", filter, rows.Count, cancellation);
        return new File(rows, next is not null);
    }
}
