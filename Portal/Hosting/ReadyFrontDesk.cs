using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.CallCenter.Understanding;

namespace Portal.Hosting;

/// <summary>
/// Lets the front desk learn its language while the server starts, some seconds of a processor, so that the first patient need not wait for it. The
/// server answers meanwhile; it is ready once this is done.
/// </summary>
sealed class ReadyFrontDesk(IServiceProvider services) : BackgroundService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(ExecuteTask switch
    {
        { IsCompletedSuccessfully: true } => HealthCheckResult.Healthy(),
        { IsFaulted: true } failed => HealthCheckResult.Unhealthy("The front desk could not learn its language.", failed.Exception),
        _ => HealthCheckResult.Unhealthy("The front desk is learning its language."),
    });

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            RedFlags.Base.Find("hello");
            services.GetRequiredService<Reader>();
        },
        stoppingToken);
}
