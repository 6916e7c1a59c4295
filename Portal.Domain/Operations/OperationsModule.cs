using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Operations;

public static class OperationsModule
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddScoped<ListTenantHealth>();
        services.AddScoped<RetryFailedEvents>();
        return services;
    }
}

public enum OperationsError
{
    /// <summary>For operators alone.</summary>
    Forbidden,

    NotFound,
}
