using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Outbox;

namespace Portal.Tests.Support;

static class Drains
{
    /// <summary>Hands on all that is due, in both lanes, until nothing is left.</summary>
    public static async Task DrainOutboxAsync(this TestPortal portal)
    {
        foreach (var drain in portal.Services.GetServices<IBackgroundProcess>().OfType<OutboxDrain>())
            while (await drain.DrainBatchAsync(TestContext.Current.CancellationToken))
            {
                // again
            }
    }

    /// <summary>Waits for something that happens on another thread.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        while (!await holds())
        {
            patience.IsCancellationRequested.ShouldBeFalse(what);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
