using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Account;
using Portal.Domain.Identity;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Ids;

namespace Portal.Hosting;

/// <summary>
/// A circuit lives for hours and its cookie is read once. So session, stamp and membership are asked for anew while it lives, in a scope of
/// its own: an ended session empties the page, changed roles change what it may do.
/// </summary>
sealed class AuthenticationRevalidation(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        RevalidateAsync(authenticationState, cancellationToken);

    internal async Task<bool> RevalidateAsync(AuthenticationState state, CancellationToken cancellation)
    {
        if (state.User.Identity?.IsAuthenticated != true || state.User.HasClaim(claim => claim.Type == PortalClaims.Phone))
            return true; // a patient's pages are no circuits
        if (StaffClaims.Read(state.User) is not { } signedIn || !Guid.TryParse(state.User.FindFirst(PortalClaims.Tenant)?.Value, out var tenant))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(TenantId.From(tenant));
        // a locked page is kept as it is, for the password to come: what is half typed on it is not lost
        var check = await scope.ServiceProvider.GetRequiredService<CheckStaffSession>().EvenLockedAsync(signedIn, cancellation);
        if (!check.Succeeded)
            return false;
        if (!StaffClaims.Says(state.User, check.Value))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(
                StaffClaims.Write(check.Value, TenantId.From(tenant), signedIn.SecurityStamp, signedIn.Session))));
        return true;
    }
}
