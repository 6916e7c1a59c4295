using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Access;

/// <summary>How often the glass was broken of late: what an administrator should look at.</summary>
public sealed class CountOpenings(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int Days = 7;

    public async Task<Result<int, ChartError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("chart.openings", ChartError.Forbidden, cancellation: cancellation);
        var since = clock.GetUtcNow().ToInstant() - Duration.FromDays(Days);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<ChartOpening>().CountAsync(o => o.OpenedAt >= since, cancellation);
    }
}
