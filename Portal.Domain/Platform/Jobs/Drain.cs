using System.Diagnostics.CodeAnalysis;
using Hangfire.Server;
using Microsoft.Extensions.Logging;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Platform.Jobs;

/// <summary>
/// Work that must be done within a second or two, run as a background process of Hangfire's server: woken by a topic of the live channel,
/// and looking by itself every second in case the line was down.
/// </summary>
/// <param name="wakingTopic">Null for work that only looks by itself.</param>
abstract partial class Drain(LiveUpdates live, string? wakingTopic, ILogger log) : IBackgroundProcess
{
    static readonly TimeSpan LongestFailureWait = TimeSpan.FromSeconds(30);

    /// <summary>The longest it sleeps when nobody wakes it.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <returns>Whether there was anything to do; then it is asked again at once.</returns>
    protected abstract Task<bool> DrainAsync(CancellationToken cancellation);

    // the server gives the process a thread of its own and calls again when it returns
    public void Execute(BackgroundProcessContext context) => RunAsync(context.StoppingToken).GetAwaiter().GetResult();

    [SuppressMessage("Design", "CA1031", Justification = "A drain outlives every failure of its work.")]
    internal async Task RunAsync(CancellationToken stopping)
    {
        using var awake = new SemaphoreSlim(0, 1);
        using var subscription = wakingTopic is null ? null : live.SubscribeEveryTenant(wakingTopic, () => Wake(awake));
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await DrainAsync(stopping))
                    failures = 0;
                failures = 0;
                await awake.WaitAsync(Interval, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.DrainFailed(log, e, GetType().Name);
                var wait = TimeSpan.FromSeconds(Math.Min(LongestFailureWait.TotalSeconds, 1 << Math.Min(failures++, 5)));
                await Task.Delay(wait, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    static void Wake(SemaphoreSlim awake)
    {
        try
        {
            awake.Release();
        }
        catch (SemaphoreFullException)
        {
            // awake already
        }
        catch (ObjectDisposedException)
        {
            // stopped between the notice and here
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Drain} failed; it tries again shortly.")]
        public static partial void DrainFailed(ILogger log, Exception e, string drain);
    }
}
