using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity;

/// <summary>A member of staff as the trail names them, also one who has left.</summary>
sealed record StaffOf(string Name, StaffRole Roles)
{
    /// <returns>By account; who never worked here is named by the account's own name.</returns>
    public static async Task<IReadOnlyDictionary<UserId, StaffOf>> ReadAsync(PortalDbContext db, IEnumerable<UserId?> staff, CancellationToken cancellation)
    {
        var users = staff.OfType<UserId>().Distinct().ToList();
        if (users.Count == 0)
            return new Dictionary<UserId, StaffOf>();
        var ids = users.ConvertAll(user => user.Value);
        var here = await db.Set<Membership>().Where(m => users.Contains(m.UserId)).ToDictionaryAsync(m => m.UserId, cancellation);
        var accounts = await db.Set<StaffUser>().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancellation);
        return accounts.ToDictionary(u => UserId.From(u.Id), u => here.GetValueOrDefault(UserId.From(u.Id)) is { } member
            ? new StaffOf(member.DisplayName ?? u.DisplayName, member.Roles) : new StaffOf(u.DisplayName, StaffRole.None));
    }
}
