using System.Diagnostics.CodeAnalysis;
using Hangfire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Domain.Platform.Jobs;

/// <summary>What a module wants done again and again.</summary>
/// <param name="Schedule">Tells Hangfire; done at each start, so that a changed schedule is taken over.</param>
public sealed record RecurringJob(Action<IRecurringJobManager> Schedule);

/// <summary>
/// Tells Hangfire of the jobs beside the start, not before it: a process that was killed leaves its lock on a job behind, and a server that
/// is to come back after a crash must not wait for that.
/// </summary>
sealed partial class RecurringJobs(IRecurringJobManager manager, IEnumerable<RecurringJob> jobs, TimeProvider clock, ILogger<RecurringJobs> log) : BackgroundService
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var left = jobs.ToList();
        while (true)
        {
            left.RemoveAll(TrySchedule);
            if (left.Count == 0 || stoppingToken.IsCancellationRequested)
                return;
            await Task.Delay(RetryAfter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever kept it from being scheduled, the next attempt may go through.")]
    bool TrySchedule(RecurringJob job)
    {
        try
        {
            job.Schedule(manager);
            return true;
        }
        catch (Exception e)
        {
            Log.NotScheduled(log, e);
            return false;
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A recurring job could not be scheduled; it is tried again shortly.")]
        public static partial void NotScheduled(ILogger log, Exception e);
    }
}
