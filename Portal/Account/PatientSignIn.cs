using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Portal.Domain.Identity;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Hosting;

namespace Portal.Account;

/// <summary>Turns the proof of a phone into the patients' cookie of this host, and takes it away again.</summary>
sealed class PatientSignIn(IHttpContextAccessor contexts, TenantContext tenant, Caller caller)
{
    HttpContext Context => contexts.HttpContext ?? throw new InvalidOperationException("Patients sign in on static pages.");

    public async Task SignInAsync(PhoneProof proof)
    {
        if (proof.Tenant != tenant.Id)
            throw new InvalidOperationException("The proof is another tenant's.");
        var identity = new ClaimsIdentity([new(PortalClaims.Tenant, tenant.Id.ToString()), new(PortalClaims.Phone, proof.Phone)], Policies.PatientScheme);
        await Context.SignInAsync(Policies.PatientScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        caller.BecomePatient(proof.Phone);
    }

    public async Task SignOutAsync()
    {
        await Context.SignOutAsync(Policies.PatientScheme);
        caller.BecomeVisitor();
    }
}
