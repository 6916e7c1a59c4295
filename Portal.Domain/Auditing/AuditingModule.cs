using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Auditing.Chain;

namespace Portal.Domain.Auditing;

public static class AuditingModule
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) => services
        .AddScoped<AuditTrail>()
        .AddScoped<AuditedSave>()
        .AddScoped<AuditHealth>()
        .AddScoped<VerifyAuditChain>()
        .AddScoped<SearchAudit>()
        .AddSingleton<AuditSealer>()
        .AddSingleton<IBackgroundProcess>(provider => provider.GetRequiredService<AuditSealer>());
}
