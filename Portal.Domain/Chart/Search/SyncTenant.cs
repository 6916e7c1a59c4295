using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Search;

/// <summary>Brings passages of one tenant up to what their sources say: takes what is stale, renders, embeds and stores it.</summary>
sealed partial class SyncTenant(
    IEnumerable<PassageRenderer> renderers, StaleQueue queue, StorePassages store, TenantContext tenant, ILogger<SyncTenant> log)
{
    public const int BatchSize = 250;

    /// <returns>How many sources it took.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever one source's failure is, the others are still to be rendered.")]
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        // a kind that this version renders no more, or not yet, waits
        var taken = await queue.TakeAsync([.. renderers.Select(r => r.Kind).Distinct()], BatchSize, cancellation);
        if (taken.Count == 0)
            return 0;
        try
        {
            await RenderAsync(taken, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.BatchFailed(log, e, taken.Count, tenant.Id);
            await OneByOneAsync(taken, cancellation);
        }

        return taken.Count;
    }

    // one that cannot be rendered must not keep the others from being found
    [SuppressMessage("Design", "CA1031", Justification = "As above.")]
    async Task OneByOneAsync(List<StaleQueue.Taken> taken, CancellationToken cancellation)
    {
        foreach (var source in taken)
            try
            {
                await RenderAsync([source], cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Log.SourceFailed(log, e, source.Kind, source.SourceId, tenant.Id, source.Attempts + 1);
                await queue.PutOffAsync(source, cancellation);
            }
    }

    async Task RenderAsync(List<StaleQueue.Taken> taken, CancellationToken cancellation)
    {
        var sources = new List<StorePassages.Source>(taken.Count);
        foreach (var kind in taken.GroupBy(source => source.Kind))
        {
            var wanted = kind.Where(source => !source.Deleted).Select(source => source.SourceId).ToList();
            var rendered = wanted.Count == 0 ? [] : await renderers.First(r => r.Kind == kind.Key).RenderAsync(wanted, cancellation);
            var byId = rendered.ToDictionary(source => source.SourceId);
            sources.AddRange(kind.Select(source => byId.GetValueOrDefault(source.SourceId) is { } found
                ? new StorePassages.Source(source with { Patient = found.Patient }, found.Passages)
                : new(source, [])));
        }

        var stored = await store.ExecuteAsync(sources, cancellation);
        var left = sources.Where((_, i) => !stored.Contains(i)).Select(source => source.Taken).ToList();
        if (left.Count > 0)
            await queue.GiveBackAsync(left, cancellation);
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Count} sources of tenant {Tenant} could not be rendered; each is tried alone.")]
        public static partial void BatchFailed(ILogger log, Exception e, int count, TenantId tenant);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Source} of tenant {Tenant} could not be rendered (attempt {Attempt}); it is tried again later.")]
        public static partial void SourceFailed(ILogger log, Exception e, Model.SourceKind kind, Guid source, TenantId tenant, int attempt);
    }
}
