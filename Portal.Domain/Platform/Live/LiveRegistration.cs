using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Platform.Live;

static class LiveRegistration
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddHybridCache();
        services.AddSingleton<TenantCache>();
        services.AddSingleton<LiveUpdates>();
        services.AddSingleton<ChangePublisher>();
        services.AddSingleton<ChangeListener>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangePublisher>());
        services.AddHostedService(provider => provider.GetRequiredService<ChangeListener>());
        return services;
    }
}
