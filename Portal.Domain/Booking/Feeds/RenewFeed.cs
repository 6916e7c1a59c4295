using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Feeds;

/// <summary>The feed gets another secret; the address of before opens nothing from now on.</summary>
public sealed class RenewFeed(IDbContextFactory<PortalDbContext> contexts, FeedOwners owners, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<MakeFeed.Made, FeedError>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await owners.FindAsync(db, id, cancellation);
        if (found.IsError(FeedError.Forbidden))
            return await audit.RefuseAsync("feed.renew", FeedError.Forbidden, "feed", id, cancellation);
        if (!found.Succeeded)
            return found.Error;
        var feed = found.Value;
        (var secret, feed.SecretHash) = SecretToken.Create();
        feed.RenewedAt = clock.GetUtcNow().ToInstant();
        feed.LastReadAt = null;
        audit.Add(db, "feed.renew", "feed", id);
        await db.SaveChangesAsync(cancellation);
        return new MakeFeed.Made(id, secret);
    }
}
