using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity;

/// <summary>
/// Asks whether a signed-in person still is: the account's security stamp, this session, and an active membership at this scope's tenant.
/// Asked at most a minute apart for a person's requests and circuits; what it answers are the roles to go on with.
/// </summary>
public sealed class CheckStaffSession(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Members members, TimeProvider clock)
{
    public sealed record Request(UserId User, Guid Session, string SecurityStamp);

    /// <returns>Null where the sign-in is over.</returns>
    public async Task<StaffStanding?> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (account, here) = (request.User.Value, tenant.Id);
        var user = await db.Set<StaffUser>().SingleOrDefaultAsync(
            u => u.Id == account && u.SecurityStamp == request.SecurityStamp && db.Set<StaffSession>().Any(
                s => s.Id == request.Session && s.UserId == request.User && s.TenantId == here && s.RevokedAt == null), cancellation);
        if (user is null || await members.FindAsync(user, cancellation) is not { } standing)
            return null;
        var now = clock.GetUtcNow().ToInstant();
        await db.Set<StaffSession>().Where(s => s.Id == request.Session).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), cancellation);
        return standing;
    }
}
