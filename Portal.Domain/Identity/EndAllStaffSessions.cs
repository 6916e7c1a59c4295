using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>Signs the caller out everywhere: ends all their sessions at every tenant and rotates the security stamp, so that no old cookie lives on.</summary>
public sealed class EndAllStaffSessions(
    IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, StaffError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (caller is not { Kind: CallerKind.Staff, UserId: { } user } || await users.FindByIdAsync(user.ToString()) is not { } account)
            return await audit.RefuseAsync("staff.session.end_all", StaffError.Forbidden, cancellation: cancellation);
        (await users.UpdateSecurityStampAsync(account)).OrThrow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        await db.Set<StaffSession>().Where(s => s.UserId == user && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), cancellation);
        audit.Add(db, "staff.session.end_all", "staff", user.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }
}
