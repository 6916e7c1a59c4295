using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>Locks one of the caller's own sessions: nobody has touched its screen for a while, or the person leaves it. Locking twice changes nothing.</summary>
public sealed class LockStaffSession(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, StaffError>> ExecuteAsync(Guid session, CancellationToken cancellation)
    {
        if (caller is not { Kind: CallerKind.Staff, UserId: { } user })
            return await audit.RefuseAsync("staff.session.lock", StaffError.Forbidden, "session", session, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        if (await db.Set<StaffSession>().Where(s => s.Id == session && s.UserId == user && s.RevokedAt == null && s.LockedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, now), cancellation) == 1)
            audit.Add(db, "staff.session.lock", "session", session);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }
}
