using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum StaffSessionError
{
    /// <summary>Ended, or nobody used it for <see cref="StaffSession.IdleLife"/>, or the account or membership is no more.</summary>
    Over,

    /// <summary>It stands, and waits for the person's password.</summary>
    Locked,
}

/// <summary>
/// Asks whether a signed-in person still is: the account's security stamp, this session, and an active membership at this scope's tenant.
/// Asked at most a minute apart for a person's requests and circuits; what it answers are the roles to go on with.
/// </summary>
public sealed class CheckStaffSession(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Members members, IOptions<StaffSessionOptions> options, TimeProvider clock)
{
    // the browser locks the screen to the second; here "last seen" may be a minute or two old
    static readonly Duration Grace = Duration.FromMinutes(2);

    public sealed record Request(UserId User, Guid Session, string SecurityStamp);

    /// <summary>For something that a person did: it counts as being there, and a locked session refuses it.</summary>
    public async Task<Result<StaffStanding, StaffSessionError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await FindAsync(request, cancellation) is not var (session, standing))
            return StaffSessionError.Over;
        var now = clock.GetUtcNow().ToInstant();
        if (session.LockedAt is not null || session.LastSeenAt <= now - Duration.FromTimeSpan(options.Value.LockAfter) - Grace)
            return StaffSessionError.Locked;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Set<StaffSession>().Where(s => s.Id == request.Session).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), cancellation);
        return standing;
    }

    /// <summary>For an open page that waits, locked or not: it stands, and does not count as anybody being there.</summary>
    public async Task<Result<StaffStanding, StaffSessionError>> EvenLockedAsync(Request request, CancellationToken cancellation) =>
        await FindAsync(request, cancellation) is var (_, standing) ? standing : StaffSessionError.Over;

    async Task<(StaffSession Session, StaffStanding Standing)?> FindAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (account, here, used) = (request.User.Value, tenant.Id, clock.GetUtcNow().ToInstant() - StaffSession.IdleLife);
        var session = await db.Set<StaffSession>().SingleOrDefaultAsync(
            s => s.Id == request.Session && s.UserId == request.User && s.TenantId == here && s.RevokedAt == null && s.LastSeenAt > used, cancellation);
        if (session is null)
            return null;
        var user = await db.Set<StaffUser>().SingleOrDefaultAsync(u => u.Id == account && u.SecurityStamp == request.SecurityStamp, cancellation);
        return user is not null && await members.FindAsync(user, cancellation) is { } standing ? (session, standing) : null;
    }
}
