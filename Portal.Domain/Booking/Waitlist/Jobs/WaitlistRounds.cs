using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Booking.Waitlist.Jobs;

/// <summary>Looks after the waiting lists by the clock, for every tenant.</summary>
[AcrossTenants]
public sealed class WaitlistRounds(ITenantList tenants, TenantScopes scopes)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, services => services.GetRequiredService<OfferFreedTimes>().ExecuteAsync(cancellation));
    }
}
