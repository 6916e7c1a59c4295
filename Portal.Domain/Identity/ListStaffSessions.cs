using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity;

public sealed record StaffSessionSummary(Guid Id, TenantId Tenant, Instant CreatedAt, Instant LastSeenAt, string? Address, string Device);

/// <summary>The caller's own live sessions, at every tenant, the latest used first. Empty for anybody who is not staff.</summary>
public sealed class ListStaffSessions(IDbContextFactory<PortalDbContext> contexts, Caller caller, TimeProvider clock)
{
    public async Task<IReadOnlyList<StaffSessionSummary>> ExecuteAsync(CancellationToken cancellation)
    {
        if (caller is not { Kind: CallerKind.Staff, UserId: { } user })
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = clock.GetUtcNow().ToInstant() - StaffSession.IdleLife;
        return await db.Set<StaffSession>().Where(s => s.UserId == user && s.RevokedAt == null && s.LastSeenAt > since)
            .OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id)
            .Select(s => new StaffSessionSummary(s.Id, s.TenantId, s.CreatedAt, s.LastSeenAt, s.Address, s.Device)).ToListAsync(cancellation);
    }
}
