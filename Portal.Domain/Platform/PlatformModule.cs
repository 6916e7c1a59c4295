using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Ai;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Platform;

public static class PlatformModule
{
    /// <param name="connectionString">The login of web and jobs.</param>
    /// <param name="relayConnectionString">The login of the outbox drain; null where this process drains nothing.</param>
    public static IServiceCollection AddPlatform(this IServiceCollection services, string connectionString, string? relayConnectionString)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<Caller>();
        services.AddSingleton<TenantScopes>();
        return services.AddData(connectionString, relayConnectionString).AddLive().AddFiles().AddDrains().AddEmbeddings();
    }
}
