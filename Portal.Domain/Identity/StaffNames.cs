using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity;

/// <summary>The names of members of staff, whose accounts are no tenant's and so joined to nothing.</summary>
static class StaffNames
{
    public static async Task<IReadOnlyDictionary<UserId, string>> OfAsync(PortalDbContext db, IEnumerable<UserId?> staff, CancellationToken cancellation)
    {
        var ids = staff.Select(user => user?.Value).OfType<Guid>().Distinct().ToArray();
        return await db.Set<StaffUser>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => UserId.From(u.Id), u => u.DisplayName, cancellation);
    }
}
