using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Tenancy;

public static class TenancyModule
{
    public static IServiceCollection AddTenancy(this IServiceCollection services)
    {
        services.AddOptions<PublicAddressOptions>().FromSection(PublicAddressOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<TenantCatalogue>();
        services.AddScoped<SaveClinicFacts>();
        services.AddSingleton<ITenantList, ListTenants>();
        return services;
    }
}
