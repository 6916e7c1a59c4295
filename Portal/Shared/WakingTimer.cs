using NodaTime;
using NodaTime.Extensions;

namespace Portal.Shared;

/// <summary>
/// Wakes a page at an instant that it knows beforehand: the clinic's midnight, the end of somebody's hold. What nobody changed announces
/// itself by no live update.
/// </summary>
/// <param name="wake">Called on a pool thread, once for each time it is set; it sets the next one.</param>
sealed class WakingTimer(TimeProvider clock, Action wake) : IDisposable
{
    // a timer may come a moment early, and a page must not turn in circles until the clock has caught up
    static readonly Duration Late = Duration.FromMilliseconds(50);

    ITimer? timer;
    bool disposed;

    /// <summary>Instead of the instant that was set before.</summary>
    public void SetFor(Instant when)
    {
        if (disposed)
            return;
        var due = Duration.Max(Duration.Zero, when - clock.GetUtcNow().ToInstant()) + Late;
        timer ??= clock.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(due.ToTimeSpan(), Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        disposed = true;
        timer?.Dispose();
    }
}
