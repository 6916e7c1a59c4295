using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Account;
using Portal.Domain.Identity;
using Portal.Domain.Platform;

namespace Portal.Hosting;

/// <summary>What is asked of a cookie at each request.</summary>
static class AuthenticationCookies
{
    /// <summary>It counts on the host of its tenant alone, and once a minute session, stamp and membership are asked for anew.</summary>
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

            if (context.Properties.IssuedUtc is { } issued && clock.GetUtcNow() - issued < Interval)
                return;
            if (StaffClaims.Read(context.Principal!) is { } signedIn && await check.ExecuteAsync(signedIn, context.HttpContext.RequestAborted) is { } standing)
            {
                context.ReplacePrincipal(StaffClaims.Write(standing, tenant.Id, signedIn.SecurityStamp, signedIn.Session));
                context.ShouldRenew = true; // with the roles of now, good for another minute
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
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
