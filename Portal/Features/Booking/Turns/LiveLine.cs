using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;

namespace Portal.Features.Booking.Turns;

/// <summary>
/// The open line to a page that shows a line of patients: says the digest of what the page would show now, again whenever it becomes another one,
/// and now and then that the line still stands. Time passes too, so it looks again by itself.
/// </summary>
sealed class LiveLine(LiveUpdates live, TenantContext tenant, IHostApplicationLifetime server)
{
    public const string Changed = "changed", Ping = "ping", Gone = "gone";

    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // a morning's arrivals come in bursts
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <param name="digest">Null where there is nothing to follow any more.</param>
    /// <param name="topic">Whose changes it looks after.</param>
    /// <param name="pause">How long it lets changes gather; null for as long as arrivals come in a burst.</param>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        Func<CancellationToken, Task<string?>> digest, [EnumeratorCancellation] CancellationToken cancellation, string topic = Topics.Appointments, TimeSpan? pause = null)
    {
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(cancellation, server.ApplicationStopping);
        using var news = new LiveNews(live, tenant.Id, topic);
        var said = default(string);
        while (!stops.IsCancellationRequested)
        {
            if (await digest(cancellation) is not { } now)
            {
                yield return new("gone", Gone);
                yield break;
            }

            yield return new(now, now == said ? Ping : Changed);
            said = now;
            if (await news.ComesAsync(Heartbeat, stops.Token))
                await Task.Delay(pause ?? Pause, stops.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
