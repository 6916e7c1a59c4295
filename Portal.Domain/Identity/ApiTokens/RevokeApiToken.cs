using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity.ApiTokens;

/// <summary>The token opens nothing any more, from the next request on.</summary>
public sealed class RevokeApiToken(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, ApiTokenError>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("api-token.revoke", ApiTokenError.Forbidden, "api-token", id, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<ApiToken>().AsTracking().SingleOrDefaultAsync(t => t.Id == id && t.RevokedAt == null, cancellation) is not { } token)
            return ApiTokenError.NotFound;
        token.RevokedAt = clock.GetUtcNow().ToInstant();
        audit.Add(db, "api-token.revoke", "api-token", id);
        await db.SaveChangesAsync(cancellation);
        return Done.Now;
    }
}
