using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Feeds;

/// <summary>The feed's address opens nothing from now on.</summary>
public sealed class RevokeFeed(IDbContextFactory<PortalDbContext> contexts, FeedOwners owners, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, FeedError>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await owners.FindAsync(db, id, cancellation);
        if (found.IsError(FeedError.Forbidden))
            return await audit.RefuseAsync("feed.revoke", FeedError.Forbidden, "feed", id, cancellation);
        if (!found.Succeeded)
            return found.Error;
        var feed = found.Value;
        feed.RevokedAt = clock.GetUtcNow().ToInstant();
        audit.Add(db, "feed.revoke", "feed", id);
        await db.SaveChangesAsync(cancellation);
        return Done.Now;
    }
}
