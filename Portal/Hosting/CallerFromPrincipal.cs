using System.Security.Claims;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;

namespace Portal.Hosting;

/// <summary>Says on whose behalf a request or circuit acts, from the claims of its cookie.</summary>
static class CallerFromPrincipal
{
    public static void Fill(Caller caller, ClaimsPrincipal principal)
    {
        if (Guid.TryParse(principal.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var user))
            caller.BecomeStaff(UserId.From(user), principal.Identity?.Name ?? "", Roles(principal));
        else if (principal.FindFirst(PortalClaims.Phone)?.Value is { } phone)
            caller.BecomePatient(phone);
        else
            caller.BecomeVisitor();
    }

    static StaffRole Roles(ClaimsPrincipal principal) => principal.FindAll(ClaimTypes.Role)
        .Select(claim => Enum.TryParse<StaffRole>(claim.Value, out var role) ? role : StaffRole.None)
        .Aggregate(StaffRole.None, (all, role) => all | role);
}
