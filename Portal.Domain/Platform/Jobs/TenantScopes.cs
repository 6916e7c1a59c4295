using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Jobs;

/// <summary>Opens a scope that works for one tenant with no person behind it: for jobs and drains.</summary>
public sealed class TenantScopes(IServiceScopeFactory scopes)
{
    public async Task RunAsync(TenantId tenant, Func<IServiceProvider, Task> work)
    {
        await using var scope = Open(tenant);
        await work(scope.ServiceProvider);
    }

    public AsyncServiceScope Open(TenantId tenant)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(tenant);
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeSystem();
        return scope;
    }
}
