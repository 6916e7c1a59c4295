using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using NodaTime;
using Portal.Account;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>A circuit works for the tenant of its cookie and as the person of its cookie, from its first moment and for as long as they hold.</summary>
public sealed class CircuitScopeTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly UserId Nadia = UserId.New();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    sealed class Person(ClaimsPrincipal who) : AuthenticationStateProvider
    {
        AuthenticationState state = new(who);

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(state);

        public void Become(ClaimsPrincipal other) => NotifyAuthenticationStateChanged(Task.FromResult(state = new(other)));
    }

    static ClaimsPrincipal Staff(TenantId tenant, StaffRole roles) => StaffClaims.Write(new(Nadia, "Nadia", roles), tenant, "stamp", Guid.NewGuid());

    // the scope of a circuit, which nobody has filled yet
    (CircuitScope Scope, TenantContext Tenant, ClinicContext Clinic, Caller Caller) Circuit(AuthenticationStateProvider person, TestScope services)
    {
        var (tenant, clinic, caller) = (new TenantContext(), new ClinicContext(services.Get<IDateTimeZoneProvider>(), portal.Clock), new Caller());
        return (new(person, tenant, clinic, caller, services.Get<TenantCatalogue>()), tenant, clinic, caller);
    }

    [Fact]
    public async Task A_circuit_is_filled_from_the_claims_of_its_cookie()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var services = portal.Scope(clinic.Id);
        var circuit = Circuit(new Person(Staff(clinic.Id, StaffRole.Receptionist)), services);
        await circuit.Scope.OnCircuitOpenedAsync(null!, Cancellation);
        (circuit.Tenant.Id, circuit.Clinic.Tenant.Slug).ShouldBe((clinic.Id, clinic.Slug));
        (circuit.Caller.Kind, circuit.Caller.UserId, circuit.Caller.IsAny(StaffRole.Receptionist), circuit.Caller.IsAny(StaffRole.Administrator))
            .ShouldBe((CallerKind.Staff, Nadia, true, false));
    }

    [Fact]
    public async Task What_revalidation_finds_holds_for_the_use_cases_of_the_open_page_too()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var services = portal.Scope(clinic.Id);
        var person = new Person(Staff(clinic.Id, StaffRole.Receptionist));
        var circuit = Circuit(person, services);
        await circuit.Scope.OnCircuitOpenedAsync(null!, Cancellation);
        person.Become(Staff(clinic.Id, StaffRole.Doctor));
        circuit.Caller.IsAny(StaffRole.Receptionist).ShouldBeFalse();
        circuit.Caller.IsAny(StaffRole.Doctor).ShouldBeTrue();
        person.Become(new ClaimsPrincipal(new ClaimsIdentity()));
        circuit.Caller.Kind.ShouldBe(CallerKind.Visitor);
    }

    [Fact]
    public async Task There_is_no_circuit_without_a_tenant_or_for_one_that_is_not_there()
    {
        await using var services = portal.Scope(TenantId.New());
        foreach (var who in (ClaimsPrincipal[])[new(new ClaimsIdentity()), Staff(TenantId.New(), StaffRole.Administrator)])
            await Should.ThrowAsync<NoTenantException>(() => Circuit(new Person(who), services).Scope.OnCircuitOpenedAsync(null!, Cancellation));
    }
}
