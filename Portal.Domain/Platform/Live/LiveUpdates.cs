using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Live;

/// <summary>
/// Tells this process's pages that something changed, wherever it was written. Subscribers are keyed by tenant and topic and get ids; each
/// reads again in its own scope, so nothing of one circuit ever reaches another.
/// </summary>
public sealed partial class LiveUpdates(ILogger<LiveUpdates> log)
{
    readonly ConcurrentDictionary<(TenantId, string), ConcurrentDictionary<Guid, Func<IReadOnlyCollection<Guid>, Task>>> subscribers = new();
    readonly ConcurrentDictionary<Guid, (string Topic, Action Changed)> drains = new();

    /// <param name="changed">
    /// Called on a pool thread with the ids; with none after the line to the database was lost, when anything may have changed. It runs as the
    /// subscriber: in the language of whoever looks, and not of the one whose change woke it.
    /// </param>
    /// <returns>Dispose it to stop listening.</returns>
    public IDisposable Subscribe(TenantId tenant, string topic, Func<IReadOnlyCollection<Guid>, Task> changed)
    {
        var group = subscribers.GetOrAdd((tenant, topic), _ => new());
        var key = Guid.NewGuid();
        var own = ExecutionContext.Capture();
        group[key] = ids => RunAs(own, changed, ids);
        return new Subscription(() => group.TryRemove(key, out _));
    }

    /// <summary>For the drains, which work for every tenant: called when anything of a topic changed anywhere.</summary>
    internal IDisposable SubscribeEveryTenant(string topic, Action changed)
    {
        var key = Guid.NewGuid();
        drains[key] = (topic, changed);
        return new Subscription(() => drains.TryRemove(key, out _));
    }

    internal async Task DeliverAsync(TenantId tenant, string topic, IReadOnlyCollection<Guid> ids)
    {
        foreach (var (wanted, changed) in drains.Values)
            if (wanted == topic)
                changed();
        if (subscribers.TryGetValue((tenant, topic), out var group))
            await Task.WhenAll(group.Values.Select(changed => GuardedAsync(changed, ids)));
    }

    /// <summary>The line was down for a while: everybody reads again.</summary>
    internal Task DeliverToAllAsync() =>
        Task.WhenAll(subscribers.Values.SelectMany(group => group.Values).Select(changed => GuardedAsync(changed, [])));

    static Task RunAs(ExecutionContext? subscriber, Func<IReadOnlyCollection<Guid>, Task> changed, IReadOnlyCollection<Guid> ids)
    {
        if (subscriber is null)
            return changed(ids);
        var running = Task.CompletedTask;
        ExecutionContext.Run(subscriber, _ => running = changed(ids), null);
        return running;
    }

    // one page's failure is not the next page's
    async Task GuardedAsync(Func<IReadOnlyCollection<Guid>, Task> changed, IReadOnlyCollection<Guid> ids)
    {
        try
        {
            await changed(ids);
        }
        catch (ObjectDisposedException)
        {
            // the page went away between the lookup and the call
        }
        catch (Exception e)
        {
            Log.SubscriberFailed(log, e);
        }
    }

    sealed class Subscription(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not take a live update.")]
        public static partial void SubscriberFailed(ILogger log, Exception e);
    }
}
