using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Account;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Tenancy;

namespace Portal.Hosting;

/// <summary>Who is asking: the staff cookie, the patients' cookie, and the caller that use cases see.</summary>
static class Authentication
{
    public static void AddPortalAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(Policies.StaffScheme)
            .AddCookie(Policies.StaffScheme, cookie =>
            {
                Describe(cookie, "staff", TimeSpan.FromHours(8));
                cookie.LoginPath = "/account/sign-in";
                cookie.AccessDeniedPath = "/account/denied";
                cookie.EventsType = typeof(AuthenticationCookies.Staff);
            })
            .AddCookie(Policies.PatientScheme, cookie =>
            {
                Describe(cookie, "patient", TimeSpan.FromHours(12));
                cookie.LoginPath = cookie.AccessDeniedPath = "/me/sign-in";
                cookie.EventsType = typeof(AuthenticationCookies.Patient);
            })
            // between the password and the second factor; it also keeps the challenge of a passkey
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => Describe(cookie, "staff-second", TimeSpan.FromMinutes(5)));
        foreach (var scheme in (string[])[Policies.StaffScheme, Policies.PatientScheme, IdentityConstants.TwoFactorUserIdScheme])
            services.AddOptions<CookieAuthenticationOptions>(scheme).Configure<IOptions<PublicAddressOptions>>((cookie, portal) =>
                cookie.Cookie.SecurePolicy = portal.Value.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);

        services.AddScoped<AuthenticationCookies.Staff>().AddScoped<AuthenticationCookies.Patient>();
        services.AddScoped<AuthenticationStateProvider, AuthenticationRevalidation>();
        new IdentityBuilder(typeof(StaffUser), services).AddSignInManager<StaffSignInManager>().AddClaimsPrincipalFactory<StaffClaims>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // the relying party is the tenant's own host; a passkey stands for a password and a second factor, so its owner must be verified
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.AddScoped<StaffSignIn>().AddScoped<PatientSignIn>();
    }

    /// <summary>After authorization, which decides by the page's policy which of the two cookies counts.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // the clinic's public pages ask for nobody: who has proved a phone is that patient there, even where the browser holds a staff cookie too
        if (IsPublic(context) && await context.AuthenticateAsync(Policies.PatientScheme) is { Succeeded: true, Principal: { } patient })
            context.User = patient;
        CallerFromPrincipal.Fill(context.RequestServices.GetRequiredService<Caller>(), context.User);
        await next(context);
    });

    // circuits are staff's, whatever their hub's route says
    static bool IsPublic(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } endpoint && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
        && (endpoint.GetMetadata<IAllowAnonymous>() is not null || endpoint.GetMetadata<IAuthorizeData>() is null);

    static void Describe(CookieAuthenticationOptions cookie, string name, TimeSpan life)
    {
        // no Domain: the browser gives it back to this very host alone
        (cookie.Cookie.Name, cookie.Cookie.HttpOnly, cookie.Cookie.SameSite, cookie.Cookie.IsEssential) = (name, true, SameSiteMode.Lax, true);
        (cookie.ExpireTimeSpan, cookie.SlidingExpiration, cookie.ReturnUrlParameter) = (life, true, "returnUrl");
    }

    public static bool IsOf(this ClaimsPrincipal? principal, Domain.Platform.TenantContext tenant) =>
        tenant.IsSet && principal?.FindFirstValue(PortalClaims.Tenant) == tenant.Id.ToString();
}
