using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Platform.Jobs;

/// <summary>What this process does; all of it by default.</summary>
[Flags]
public enum ServerRole
{
    None = 0,
    Web = 1,

    /// <summary>Runs jobs and drains.</summary>
    Jobs = 2,
    All = Web | Jobs,
}

public static class JobsRegistration
{
    /// <summary>
    /// Hangfire on the Portal's own database: every process can enqueue; one with <see cref="ServerRole.Jobs"/> also runs the jobs and every
    /// registered <see cref="IBackgroundProcess"/>. Its schema is laid by provisioning, never here.
    /// </summary>
    /// <param name="connectionString">The login of web and jobs; it reaches PostgreSQL directly, past any pooler.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString, ServerRole roles)
    {
        services.AddSingleton<JobActivator, TenantJobActivator>();
        services.AddSingleton<JobStorage>(_ => CreateStorage(connectionString));
        services.AddHangfire(configuration => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        if (!roles.HasFlag(ServerRole.Jobs))
            return services;

        services.AddHangfireServer((provider, options) =>
        {
            options.Activator = provider.GetRequiredService<JobActivator>();
            options.WorkerCount = Math.Clamp(Environment.ProcessorCount * 2, 4, 20);
            options.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            options.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddHostedService<RecurringJobs>();
        return services;
    }

    internal static IServiceCollection AddDrains(this IServiceCollection services)
    {
        foreach (var lane in Enum.GetValues<OutboxLane>())
            services.AddSingleton<IBackgroundProcess>(provider => new OutboxDrain(
                lane, provider.GetRequiredKeyedService<NpgsqlDataSource>(DataRegistration.Relay), provider.GetRequiredService<TenantScopes>(),
                provider.GetRequiredService<LiveUpdates>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<OutboxDrain>>()));
        services.AddScoped<RemoveProcessedEvents>();
        return services.AddRecurring<RemoveProcessedEvents>("remove-processed-events", "17 2 * * *", job => job.ExecuteAsync(CancellationToken.None));
    }

    /// <summary>Has a job done by the clock.</summary>
    /// <param name="cron">In UTC.</param>
    public static IServiceCollection AddRecurring<TJob>(
        this IServiceCollection services, string name, string cron, System.Linq.Expressions.Expression<Func<TJob, Task>> run) =>
        services.AddSingleton(new RecurringJob(manager => manager.AddOrUpdate(name, run, cron)));

    static PostgreSqlStorage CreateStorage(string connectionString)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire", PrepareSchemaIfNecessary = false, QueuePollInterval = TimeSpan.FromSeconds(2), EnableLongPolling = true,
            UseSlidingInvisibilityTimeout = true,
            DistributedLockTimeout = TimeSpan.FromMinutes(1), // held for moments; one that is older was left behind by a process that was killed
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
    }
}
