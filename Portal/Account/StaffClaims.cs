using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Hosting;

namespace Portal.Account;

/// <summary>The claims of the staff cookie: who, at which tenant, with which roles, in which session.</summary>
sealed class StaffClaims(Members members, TenantContext tenant) : IUserClaimsPrincipalFactory<StaffUser>
{
    const string Stamp = "stamp";

    /// <summary>At sign-in; the session's claim is added by <see cref="StaffSignInManager"/>.</summary>
    /// <exception cref="InvalidOperationException">The account has no active membership here; that was asked before.</exception>
    public async Task<ClaimsPrincipal> CreateAsync(StaffUser user)
    {
        var standing = await members.FindAsync(user, CancellationToken.None) ?? throw new InvalidOperationException("No membership at this tenant.");
        return Write(standing, tenant.Id, user.SecurityStamp!, session: null);
    }

    public static ClaimsPrincipal Write(StaffStanding standing, TenantId tenant, string stamp, Guid? session)
    {
        var identity = new ClaimsIdentity(Policies.StaffScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, standing.User.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, standing.Name));
        identity.AddClaim(new(PortalClaims.Tenant, tenant.ToString()));
        identity.AddClaim(new(Stamp, stamp));
        identity.AddClaims(Names(standing.Roles).Select(role => new Claim(ClaimTypes.Role, role)));
        if (session is { } id)
            identity.AddClaim(new(PortalClaims.Session, id.ToString()));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null where it is no staff cookie of ours.</summary>
    public static CheckStaffSession.Request? Read(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
        && Guid.TryParse(principal.FindFirstValue(PortalClaims.Session), out var session)
        && principal.FindFirstValue(Stamp) is { } stamp
            ? new(UserId.From(user), session, stamp)
            : null;

    public static bool Says(ClaimsPrincipal principal, StaffStanding standing) =>
        principal.Identity?.Name == standing.Name
        && principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToHashSet().SetEquals(Names(standing.Roles));

    static IEnumerable<string> Names(StaffRole roles) =>
        Enum.GetValues<StaffRole>().Where(role => role != StaffRole.None && roles.HasFlag(role)).Select(role => role.ToString());
}
