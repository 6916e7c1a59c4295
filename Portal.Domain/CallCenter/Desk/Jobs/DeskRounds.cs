using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.CallCenter.Desk.Jobs;

/// <summary>What is looked after by the clock, for every tenant.</summary>
[AcrossTenants]
public sealed class DeskRounds(ITenantList tenants, TenantScopes scopes)
{
    public Task ReleaseGoneAsync(CancellationToken cancellation) => EverywhereAsync(services => services.GetRequiredService<ReleaseGone>().ExecuteAsync(cancellation), cancellation);

    public Task CloseIdleAsync(CancellationToken cancellation) => EverywhereAsync(services => services.GetRequiredService<CloseIdle>().ExecuteAsync(cancellation), cancellation);

    public Task ForgetOldAsync(CancellationToken cancellation) => EverywhereAsync(services => services.GetRequiredService<ForgetOld>().ExecuteAsync(cancellation), cancellation);

    async Task EverywhereAsync(Func<IServiceProvider, Task> work, CancellationToken cancellation)
    {
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, work);
    }
}
