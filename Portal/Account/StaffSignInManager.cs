using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
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
    Members members, StartStaffSession start, IOptionsMonitor<CookieAuthenticationOptions> cookies)
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
                new(standing, Method, Context.Connection.RemoteIpAddress?.ToString(), DeviceName.Of(Context.Request.Headers.UserAgent.ToString()), SessionOfCookie()),
                CancellationToken.None);
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(PortalClaims.Session, session.Value.ToString())]);
    }

    /// <summary>Checks what an authenticator answered to <see cref="SignInManager{TUser}.MakePasskeyRequestOptionsAsync"/>, and signs nobody in.</summary>
    /// <returns>Whose passkey it is, and the passkey with its new count; null where it is refused, or was not asked for.</returns>
    public async Task<(StaffUser Owner, UserPasskeyInfo Passkey)?> CheckPasskeyAsync(string credential)
    {
        if (!(await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Succeeded)
            return null;
        var result = await PerformPasskeyAssertionAsync(credential);
        return result.Succeeded ? (result.User, result.Passkey) : null;
    }

    // read from the cookie itself: one of a locked screen counts for nobody, and is replaced all the same
    Guid? SessionOfCookie()
    {
        var scheme = cookies.Get(Policies.StaffScheme);
        return scheme.CookieManager.GetRequestCookie(Context, scheme.Cookie.Name!) is { } value && scheme.TicketDataFormat.Unprotect(value) is { } ticket
            ? StaffClaims.Read(ticket.Principal)?.Session
            : null;
    }

    /// <summary>A new cookie for the session that is signed in: after its own change of password or second factor, which end all the others.</summary>
    public override async Task RefreshSignInAsync(StaffUser user)
    {
        session = StaffClaims.Read(Context.User)?.Session;
        await base.RefreshSignInAsync(user);
    }
}
