using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Auditing;

public static class AuditingModule
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) => services.AddScoped<AuditTrail>();
}
