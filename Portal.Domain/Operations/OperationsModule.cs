using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Operations.Trail;

namespace Portal.Domain.Operations;

public static class OperationsModule
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddScoped<ListTenantHealth>();
        services.AddScoped<RetryFailedEvents>();
        services.AddScoped<TrailNames>();
        services.AddScoped<ReadTrail>();
        services.AddScoped<ExportTrail>();
        return services;
    }
}

public enum OperationsError
{
    /// <summary>For operators alone.</summary>
    Forbidden,

    NotFound,
}
