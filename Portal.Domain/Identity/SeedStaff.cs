using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity;

/// <summary>
/// Makes an account with a known password and its membership at this scope's tenant, or brings an existing one to what is asked for, except
/// for the password. For demonstration data and the first administrator of a new tenant; by the system alone.
/// </summary>
public sealed class SeedStaff(
    IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public sealed record Request(string Email, string DisplayName, string Password, StaffRole Roles, string Language);

    public async Task<UserId> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.System)
            throw new InvalidOperationException("Accounts are seeded by the system alone.");
        var account = await users.FindByEmailAsync(request.Email) ?? await CreateAsync(request);
        var user = UserId.From(account.Id);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<Membership>().AsTracking().SingleOrDefaultAsync(m => m.UserId == user, cancellation) is { } membership)
            (membership.Active, membership.Roles) = (true, request.Roles);
        else
            db.Add(new Membership(tenant.Id, user) { Roles = request.Roles, CreatedAt = clock.GetUtcNow().ToInstant() });
        audit.Add(db, "staff.seed", "staff", account.Id, new { roles = request.Roles.ToString() });
        await db.SaveChangesAsync(cancellation);
        return user;
    }

    async Task<StaffUser> CreateAsync(Request request)
    {
        var account = new StaffUser
        {
            UserName = request.Email, Email = request.Email, EmailConfirmed = true, DisplayName = request.DisplayName, Language = request.Language,
        };
        (await users.CreateAsync(account, request.Password)).OrThrow();
        return account;
    }
}
