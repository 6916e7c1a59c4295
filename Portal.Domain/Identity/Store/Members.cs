using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Store;

/// <summary>
/// Accounts are global and memberships are the tenant's, possibly in another database one day: they are read one after the other and never joined.
/// </summary>
public sealed class Members(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant)
{
    /// <summary>Who this account is at this tenant; null without an active membership.</summary>
    public async Task<StaffStanding?> FindAsync(StaffUser user, CancellationToken cancellation)
    {
        if (!tenant.IsSet)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var id = UserId.From(user.Id);
        var membership = await db.Set<Membership>().SingleOrDefaultAsync(m => m.UserId == id && m.Active, cancellation);
        return membership is null ? null : new StaffStanding(id, membership.DisplayName ?? user.DisplayName, membership.Roles);
    }

    /// <summary>Changes of who may do what are made one after the other, so that two cannot each leave the other as the last administrator.</summary>
    internal static Task<int> LockAsync(PortalDbContext db, TenantId tenant, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"staff:{tenant}"}, 0))", cancellation);

    internal static async Task<bool> IsLastAdministratorAsync(PortalDbContext db, UserId user, CancellationToken cancellation)
    {
        var administrators = await db.Set<Membership>().Where(m => m.Active && (m.Roles & StaffRole.Administrator) != StaffRole.None)
            .Select(m => m.UserId).ToListAsync(cancellation);
        return administrators is [var only] && only == user;
    }
}
