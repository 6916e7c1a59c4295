using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>An administrator signs a member of staff out of this tenant. Their sessions elsewhere are not this administrator's.</summary>
public sealed class EndMemberSessions(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done, StaffError>> ExecuteAsync(UserId member, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("staff.session.end_member", StaffError.Forbidden, "staff", member.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.Set<Membership>().AnyAsync(m => m.UserId == member, cancellation))
            return StaffError.NotFound;
        await RevokeAsync(db, tenant.Id, member, clock.GetUtcNow().ToInstant(), cancellation);
        audit.Add(db, "staff.session.end_member", "staff", member.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }

    internal static Task RevokeAsync(PortalDbContext db, TenantId tenant, UserId member, Instant now, CancellationToken cancellation) =>
        db.Set<StaffSession>().Where(s => s.UserId == member && s.TenantId == tenant && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), cancellation);
}
