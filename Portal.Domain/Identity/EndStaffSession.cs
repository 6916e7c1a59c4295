using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>Ends one of the caller's own sessions, here or at another tenant.</summary>
public sealed class EndStaffSession(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, StaffError>> ExecuteAsync(Guid session, CancellationToken cancellation)
    {
        if (caller is not { Kind: CallerKind.Staff, UserId: { } user })
            return await audit.RefuseAsync("staff.session.end", StaffError.Forbidden, "session", session, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var ended = await db.Set<StaffSession>().Where(s => s.Id == session && s.UserId == user && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), cancellation);
        if (ended == 0)
            return StaffError.NotFound;
        audit.Add(db, "staff.session.end", "session", session);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }
}
