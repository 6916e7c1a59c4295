using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Passages;

/// <summary>
/// Renders every source of a tenant, or of one patient, and compares it with the passages that are kept: which of them a question would be answered from
/// wrongly. It changes nothing; <see cref="RebuildPassages"/> does.
/// </summary>
public sealed class ComparePassages(IDbContextFactory<PortalDbContext> contexts, IEnumerable<PassageRenderer> renderers, Caller caller, AuditTrail audit)
{
    const int AtOnce = 1_000;
    const int MostNamed = 100;

    /// <param name="Stale">Sources whose passages are not what the source says, or that are gone and have some.</param>
    /// <param name="First">The first of them.</param>
    public sealed record Comparison(int Sources, int Stale, IReadOnlyList<(SourceKind Kind, Guid Source)> First);

    public async Task<Result<Comparison, PassageError>> ExecuteAsync(PatientId? patient, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Operator))
            return await audit.RefuseAsync("passages.compare", PassageError.Forbidden, "patient", patient?.Value, cancellation);
        var (sources, stale) = (0, new List<(SourceKind, Guid)>());
        foreach (var renderer in renderers)
        {
            var seen = new HashSet<Guid>();
            var after = Guid.Empty;
            while (await renderer.ListAsync(patient, after, AtOnce, cancellation) is { Count: > 0 } page)
            {
                after = page[^1].SourceId;
                seen.UnionWith(page.Select(key => key.SourceId));
                stale.AddRange((await DifferentAsync(renderer, [.. page.Select(key => key.SourceId)], cancellation)).Select(id => (renderer.Kind, id)));
            }

            sources += seen.Count;
            stale.AddRange((await KeptAsync(renderer.Kind, patient, cancellation)).Where(id => !seen.Contains(id)).Select(id => (renderer.Kind, id)));
        }

        return new Comparison(sources, stale.Count, [.. stale.Take(MostNamed)]);
    }

    async Task<IEnumerable<Guid>> DifferentAsync(PassageRenderer renderer, List<Guid> ids, CancellationToken cancellation)
    {
        var rendered = (await renderer.RenderAsync(ids, cancellation)).ToDictionary(source => source.SourceId, source => source.Passages.Select(passage => passage.Text).ToList());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = (await db.Set<ChartPassage>().Where(p => p.SourceKind == renderer.Kind && ids.Contains(p.SourceId)).Select(p => new { p.SourceId, p.Part, p.Text }).ToListAsync(cancellation))
            .GroupBy(p => p.SourceId).ToDictionary(source => source.Key, source => source.OrderBy(p => p.Part).Select(p => p.Text).ToList());
        return ids.Where(id => !rendered.GetValueOrDefault(id, []).SequenceEqual(kept.GetValueOrDefault(id, []), StringComparer.Ordinal));
    }

    async Task<List<Guid>> KeptAsync(SourceKind kind, PatientId? patient, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<ChartPassage>().Where(p => p.SourceKind == kind && (patient == null || p.PatientId == patient)).Select(p => p.SourceId).Distinct().ToListAsync(cancellation);
    }
}
