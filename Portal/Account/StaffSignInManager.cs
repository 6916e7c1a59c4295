using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Hosting;

namespace Portal.Account;

/// <summary>Identity's sign-in, for a member of the host's tenant alone, and with a session for each.</summary>
sealed class StaffSignInManager(
    UserManager<StaffUser> users, IHttpContextAccessor contexts, IUserClaimsPrincipalFactory<StaffUser> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffUser>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<StaffUser> confirmation,
    Members members, StartStaffSession start)
    : SignInManager<StaffUser>(users, contexts, claims, options, log, schemes, confirmation)
{
    Guid? session;

    /// <summary>How the person proves who they are, for the audit trail.</summary>
    public string Method { get; set; } = "pwd";

    public override async Task<bool> CanSignInAsync(StaffUser user) => await members.FindAsync(user, CancellationToken.None) is not null;

    public override async Task SignInWithClaimsAsync(StaffUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        if (session is null)
        {
            var standing = await members.FindAsync(user, CancellationToken.None) ?? throw new InvalidOperationException("No membership at this tenant.");
            session = await start.ExecuteAsync(
                new(standing, Method, Context.Connection.RemoteIpAddress?.ToString(), DeviceName.Of(Context.Request.Headers.UserAgent.ToString())), CancellationToken.None);
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(PortalClaims.Session, session.Value.ToString())]);
    }

    /// <summary>A new cookie for the session that is signed in: after its own change of password or second factor, which end all the others.</summary>
    public override async Task RefreshSignInAsync(StaffUser user)
    {
        session = StaffClaims.Read(Context.User)?.Session;
        await base.RefreshSignInAsync(user);
    }
}
