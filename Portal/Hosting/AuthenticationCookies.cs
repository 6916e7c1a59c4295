using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Portal.Account;
using Portal.Domain.Identity;
using Portal.Domain.Platform;

namespace Portal.Hosting;

/// <summary>What is asked of a cookie at each request.</summary>
static class AuthenticationCookies
{
    /// <summary>Marks an endpoint that a locked screen may ask.</summary>
    public sealed class WhileLocked;

    /// <summary>Item of the properties of a cookie whose screen is locked.</summary>
    public const string Locked = "locked";

    /// <summary>
    /// It counts on the host of its tenant alone, and once a minute session, stamp and membership are asked for anew. While the screen is
    /// locked it counts only for the page that is open: it keeps its line and asks to be unlocked.
    /// </summary>
    public sealed class Staff(TenantContext tenant, CheckStaffSession check, TimeProvider clock) : CookieAuthenticationEvents
    {
        static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

        public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
        {
            if (!context.Principal.IsOf(tenant))
            {
                context.RejectPrincipal();
                return;
            }

            var waits = Waits(context.HttpContext);
            if (context.Properties.Items.ContainsKey(Locked) && !waits)
            {
                context.RejectPrincipal();
                return;
            }

            if (context.Properties.IssuedUtc is { } issued && clock.GetUtcNow() - issued < Interval)
                return;
            if (StaffClaims.Read(context.Principal!) is not { } signedIn)
            {
                await EndAsync(context);
                return;
            }

            var aborted = context.HttpContext.RequestAborted;
            var result = waits ? await check.EvenLockedAsync(signedIn, aborted) : await check.ExecuteAsync(signedIn, aborted);
            if (result.Succeeded)
            {
                context.ReplacePrincipal(StaffClaims.Write(result.Value, tenant.Id, signedIn.SecurityStamp, signedIn.Session));
                context.ShouldRenew = !waits; // with the roles of now, good for another minute
            }
            else if (result.Error == StaffSessionError.Locked)
                context.RejectPrincipal(); // and the cookie stays: the open page may be unlocked
            else
                await EndAsync(context);
        }

        // a script that asks gets the bare code: a page saying so, for a form that was sent, would first want the form's token
        public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
        {
            if (context.Request.Headers.XRequestedWith == "XMLHttpRequest" && context.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return base.RedirectToLogin(context);
        }

        // a circuit's own line, and what a locked screen may ask: nobody need be sitting there
        static bool Waits(HttpContext context) =>
            context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || context.GetEndpoint()?.Metadata.GetMetadata<WhileLocked>() is not null;

        static Task EndAsync(CookieValidatePrincipalContext context)
        {
            context.RejectPrincipal();
            return context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    public sealed class Patient(TenantContext tenant) : CookieAuthenticationEvents
    {
        public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
        {
            if (!context.Principal.IsOf(tenant) || context.Principal!.FindFirstValue(PortalClaims.Phone) is null)
                context.RejectPrincipal();
            return Task.CompletedTask;
        }
    }
}
