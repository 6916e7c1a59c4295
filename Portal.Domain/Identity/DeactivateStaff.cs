using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>A member of staff works here no longer: no sign-in, and open sessions end. The row stays, for the history; a new invitation lets them in again.</summary>
public sealed class DeactivateStaff(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, StaffError>> ExecuteAsync(UserId member, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("staff.deactivate", StaffError.Forbidden, "staff", member.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Members.LockAsync(db, tenant.Id, cancellation);
        if (await db.Set<Membership>().AsTracking().SingleOrDefaultAsync(m => m.UserId == member && m.Active, cancellation) is not { } membership)
            return StaffError.NotFound;
        if (await Members.IsLastAdministratorAsync(db, member, cancellation))
            return await audit.RefuseAsync("staff.deactivate", StaffError.LastAdministrator, "staff", member.Value, cancellation);
        membership.Active = false;
        await EndMemberSessions.RevokeAsync(db, tenant.Id, member, clock.GetUtcNow().ToInstant(), cancellation);
        audit.Add(db, "staff.deactivate", "staff", member.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }
}
