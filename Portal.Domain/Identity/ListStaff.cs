using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public sealed record StaffList(IReadOnlyList<StaffMember> Members, IReadOnlyList<PendingInvitation> Invitations);

/// <summary>Everybody who works or worked here, by name, and the invitations that are still open. For administrators.</summary>
public sealed class ListStaff(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<StaffList, StaffError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("staff.list", StaffError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var memberships = await db.Set<Membership>().ToListAsync(cancellation);
        var (ids, here) = (memberships.Select(m => m.UserId.Value).ToList(), tenant.Id);
        var accounts = await db.Set<StaffUser>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => UserId.From(u.Id), cancellation);
        var seen = await db.Set<StaffSession>().Where(s => s.TenantId == here).GroupBy(s => s.UserId)
            .Select(g => new { g.Key, At = g.Max(s => s.LastSeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var invitations = await db.Set<StaffInvitation>().Where(i => i.AcceptedAt == null && i.ExpiresAt > now).OrderBy(i => i.CreatedAt)
            .Select(i => new PendingInvitation(i.Id, i.Email, i.Roles, i.CreatedAt, i.ExpiresAt)).ToListAsync(cancellation);
        var members = memberships.Where(m => accounts.ContainsKey(m.UserId)).Select(m => accounts[m.UserId] is var account
                ? new StaffMember(m.UserId, m.DisplayName ?? account.DisplayName, account.Email!, m.Roles, m.Active, account.TwoFactorEnabled,
                    seen.TryGetValue(m.UserId, out var at) ? at : null)
                : null!)
            .OrderByDescending(m => m.Active).ThenBy(m => m.Name, StringComparer.CurrentCulture).ToList();
        return new StaffList(members, invitations);
    }
}
