using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity.ApiTokens;

/// <summary>The tokens that open something, and those that ended by themselves, newest first. For administrators.</summary>
public sealed class ListApiTokens(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public sealed record Row(Guid Id, string Name, ApiScopes Scopes, Instant CreatedAt, Instant ExpiresAt, Instant? LastUsedAt, bool Expired);

    public async Task<Result<IReadOnlyList<Row>, ApiTokenError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("api-token.list", ApiTokenError.Forbidden, cancellation: cancellation);
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<ApiToken>().Where(t => t.RevokedAt == null).OrderByDescending(t => t.CreatedAt)
            .Select(t => new Row(t.Id, t.Name, t.Scopes, t.CreatedAt, t.ExpiresAt, t.LastUsedAt, t.ExpiresAt <= now)).ToListAsync(cancellation);
    }
}
