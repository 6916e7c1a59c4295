using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Identity;

/// <param name="HasAccount">The address already has an account: its password is asked for instead of a new one.</param>
public sealed record OpenInvitation(string Email, StaffRole Roles, bool HasAccount);

/// <summary>What the holder of an invitation's link may see of it; null where it opens nothing (any more).</summary>
public sealed class ReadInvitation(IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, TimeProvider clock)
{
    public async Task<OpenInvitation?> ExecuteAsync(string token, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db, token, clock, cancellation) is { } invitation
            ? new OpenInvitation(invitation.Email, invitation.Roles, await users.FindByEmailAsync(invitation.Email) is not null)
            : null;
    }

    internal static Task<StaffInvitation?> FindAsync(PortalDbContext db, string token, TimeProvider clock, CancellationToken cancellation)
    {
        var (hash, now) = (SecretToken.Hash(token), clock.GetUtcNow().ToInstant());
        return db.Set<StaffInvitation>().SingleOrDefaultAsync(i => i.TokenHash == hash && i.AcceptedAt == null && i.ExpiresAt > now, cancellation);
    }
}
