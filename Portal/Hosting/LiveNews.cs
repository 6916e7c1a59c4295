using System.Threading.Channels;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;

namespace Portal.Hosting;

/// <summary>What an open line to a browser waits for: a change of what it shows, or the time to say that the line still stands. Many changes at once are one.</summary>
sealed class LiveNews : IDisposable
{
    readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly IDisposable listening;

    /// <param name="about">Which changes of the topic count, by their ids; all of them without it.</param>
    public LiveNews(LiveUpdates live, TenantId tenant, string topic, Func<IReadOnlyCollection<Guid>, bool>? about = null) => listening = live.Subscribe(tenant, topic, ids =>
    {
        if (about is null || about(ids))
            news.Writer.TryWrite(true);
        return Task.CompletedTask;
    });

    /// <returns>False when it is time to say that the line still stands, or to end it.</returns>
    public async Task<bool> ComesAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(patience);
        try
        {
            return await news.Reader.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => listening.Dispose();
}
