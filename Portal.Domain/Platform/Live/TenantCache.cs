using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Live;

/// <summary>
/// What is read far more often than it changes, kept in this process per tenant and topic, for half a minute at most, and dropped as soon
/// as a change is announced. The objects themselves are kept, so they must be immutable.
/// </summary>
/// <remarks>
/// The number of changes heard so far is part of the key: what was read while a change came in lands under the old number, where nobody
/// looks any more, since the reader may have seen the state before it.
/// </remarks>
public sealed class TenantCache(IMemoryCache cache)
{
    static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

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

    public void Forget(TenantId tenant, string topic) => changes.AddOrUpdate((tenant, topic), 1, (_, n) => n + 1);

    internal void ForgetEverything() => Interlocked.Increment(ref everything);
}
