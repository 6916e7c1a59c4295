using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy;

namespace Portal.Hosting;

/// <summary>
/// Fills a circuit's scope before any component of it runs: tenant and caller are the cookie's claims, which were compared with the Host of
/// the <c>/_blazor</c> request when the cookie was read. Neither the address bar's location nor HttpContext is asked: the first is the client's
/// word, the second is gone after the first render.
/// </summary>
sealed class CircuitScope(AuthenticationStateProvider authentication, TenantContext tenant, ClinicContext clinic, Caller caller, TenantCatalogue catalogue)
    : CircuitHandler
{
    public override int Order => -100;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (!Guid.TryParse(user.FindFirst(PortalClaims.Tenant)?.Value, out var id))
            throw new NoTenantException();
        tenant.Set(TenantId.From(id));
        clinic.Set(await catalogue.FindAsync(tenant.Id, cancellationToken) ?? throw new NoTenantException());
        CallerFromPrincipal.Fill(caller, user);
        authentication.AuthenticationStateChanged += Follow;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        authentication.AuthenticationStateChanged -= Follow;
        return Task.CompletedTask;
    }

    // what revalidation finds holds for use cases too: new roles, or nobody at all
    async void Follow(Task<AuthenticationState> state) => CallerFromPrincipal.Fill(caller, (await state).User);
}
