using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Tenancy;

public static class TenancyModule
{
    public static IServiceCollection AddTenancy(this IServiceCollection services) => services.AddSingleton<TenantCatalogue>();
}
