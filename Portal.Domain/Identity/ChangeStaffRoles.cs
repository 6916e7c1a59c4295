using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Identity;

/// <summary>Says anew what a member of staff may do here. It holds in their open pages within two minutes.</summary>
public sealed class ChangeStaffRoles(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, TenantCatalogue catalogue, AuditTrail audit)
{
    public sealed record Request(UserId Member, StaffRole Roles);

    public async Task<Result<Done, StaffError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var refusal = caller.IsAny(StaffRole.Administrator) ? await RefusalAsync(catalogue, tenant.Id, request.Roles, cancellation) : StaffError.Forbidden;
        if (refusal is { } reason)
            return await audit.RefuseAsync("staff.roles", reason, "staff", request.Member.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Members.LockAsync(db, tenant.Id, cancellation);
        if (await db.Set<Membership>().AsTracking().SingleOrDefaultAsync(m => m.UserId == request.Member && m.Active, cancellation) is not { } membership)
            return StaffError.NotFound;
        if ((request.Roles & StaffRole.Administrator) == StaffRole.None && await Members.IsLastAdministratorAsync(db, request.Member, cancellation))
            return await audit.RefuseAsync("staff.roles", StaffError.LastAdministrator, "staff", request.Member.Value, cancellation);
        audit.Add(db, "staff.roles", "staff", request.Member.Value, new { from = membership.Roles.ToString(), to = request.Roles.ToString() });
        membership.Roles = request.Roles;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }

    internal static async Task<StaffError?> RefusalAsync(TenantCatalogue catalogue, TenantId tenant, StaffRole roles, CancellationToken cancellation)
    {
        if (roles == StaffRole.None)
            return StaffError.NoRole;
        var isOperator = (await catalogue.FindAsync(tenant, cancellation))?.Kind == TenantKind.Operator;
        return (roles & StaffRole.Operator) != StaffRole.None && !isOperator ? StaffError.RoleNotHere : null;
    }
}
