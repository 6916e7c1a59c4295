using Hangfire;
using Microsoft.Extensions.Hosting;

namespace Portal.Domain.Platform.Jobs;

/// <summary>What a module wants done again and again.</summary>
/// <param name="Schedule">Tells Hangfire; done at each start, so that a changed schedule is taken over.</param>
public sealed record RecurringJob(Action<IRecurringJobManager> Schedule);

sealed class RecurringJobs(IRecurringJobManager manager, IEnumerable<RecurringJob> jobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
            job.Schedule(manager);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
