using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Live;

/// <summary>
/// What is read far more often than it changes, kept in this process per tenant and topic, for half a minute at most, and dropped as soon
/// as a change is announced. The objects themselves are kept, so they must be immutable.
/// </summary>
/// <remarks>
/// The number of changes heard so far is part of the key: what was read while a change came in lands under the old number, where nobody
/// looks any more, since the reader may have seen the state before it. What is kept by id is in its place before it is read, and a change
/// takes it away from there with the same effect.
/// </remarks>
public sealed class TenantCache(IMemoryCache cache)
{
    public const string MeterName = "Portal.Cache";

    static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    static readonly Meter Meter = new(MeterName);
    static readonly Counter<long> Hits = Meter.CreateCounter<long>("portal.cache.hits"), Misses = Meter.CreateCounter<long>("portal.cache.misses");

    readonly ConcurrentDictionary<(TenantId, string), long> changes = new();
    long everything;

    /// <summary>Reads once for all who ask at the same time.</summary>
    public async ValueTask<T> GetAsync<T>(TenantId tenant, string topic, string name, Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        var key = (tenant, topic, name, changes.GetValueOrDefault((tenant, topic)), Interlocked.Read(ref everything));
        var reading = cache.GetOrCreate(key, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Life;
            // not the first asker's own cancellation: the others wait for the same read
            return new Lazy<Task<T>>(() => read(CancellationToken.None).AsTask());
        })!;
        try
        {
            return await reading.Value.WaitAsync(cancellation);
        }
        catch when (reading.Value.IsFaulted)
        {
            cache.Remove(key); // a failed read is not kept
            throw;
        }
    }

    /// <summary>Of many things that are kept each by its id, those that are not are read at once. Read once for all who ask at the same time.</summary>
    /// <param name="read">Given what is missing: the things in the same order.</param>
    /// <returns>In the order of <paramref name="ids"/>.</returns>
    public async Task<T[]> GetEachAsync<T>(
        TenantId tenant, string topic, IReadOnlyList<Guid> ids, Func<IReadOnlyList<Guid>, Task<IReadOnlyList<T>>> read, CancellationToken cancellation)
    {
        var now = Interlocked.Read(ref everything);
        var kept = new Task<T>[ids.Count];
        List<(Guid Id, TaskCompletionSource<T> Place)>? missing = null;
        for (var i = 0; i < kept.Length; i++)
        {
            var key = (tenant, topic, ids[i], now);
            if (cache.TryGetValue(key, out Task<T>? found))
            {
                kept[i] = found!;
                continue;
            }

            var place = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            (missing ??= []).Add((ids[i], place));
            kept[i] = cache.Set(key, place.Task, Life);
        }

        Count(tenant, topic, kept.Length - (missing?.Count ?? 0), missing?.Count ?? 0);
        if (missing is not null)
            await FillAsync(missing, read, key => cache.Remove((tenant, topic, key, now)));
        return await Task.WhenAll(kept).WaitAsync(cancellation);
    }

    /// <summary>Drops what is kept of a topic by name.</summary>
    public void Forget(TenantId tenant, string topic) => changes.AddOrUpdate((tenant, topic), 1, (_, n) => n + 1);

    /// <summary>The same, and what is kept by these ids.</summary>
    public void Forget(TenantId tenant, string topic, IEnumerable<Guid> ids)
    {
        Forget(tenant, topic);
        var now = Interlocked.Read(ref everything);
        foreach (var id in ids)
            cache.Remove((tenant, topic, id, now));
    }

    internal void ForgetEverything() => Interlocked.Increment(ref everything);

    // those who wait for the same things learn of a failure too, and the next to ask reads again
    static async Task FillAsync<T>(List<(Guid Id, TaskCompletionSource<T> Place)> missing, Func<IReadOnlyList<Guid>, Task<IReadOnlyList<T>>> read, Action<Guid> drop)
    {
        try
        {
            var all = await read([.. missing.Select(one => one.Id)]);
            for (var i = 0; i < missing.Count; i++)
                missing[i].Place.SetResult(all[i]);
        }
        catch (Exception e)
        {
            foreach (var (id, place) in missing)
            {
                drop(id);
                place.TrySetException(e);
                _ = place.Task.Exception; // seen, even where nobody else waits
            }

            throw;
        }
    }

    static void Count(TenantId tenant, string topic, int hits, int misses)
    {
        if (!Hits.Enabled && !Misses.Enabled)
            return;
        KeyValuePair<string, object?> whose = new("tenant", tenant.Value), what = new("topic", topic);
        Hits.Add(hits, whose, what);
        Misses.Add(misses, whose, what);
    }
}
