using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.CallCenter.Understanding;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>Learns to read when the process starts, so that the first patient after a start, or the administrator who tries a question, does not wait for it.</summary>
sealed class BeReady(IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            services.GetRequiredService<Reader>();
            RedFlags.Base.Find("");
        }, stoppingToken);
}
