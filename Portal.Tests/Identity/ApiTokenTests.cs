using Portal.Domain.Identity.ApiTokens;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

/// <summary>What another system is let in with.</summary>
public sealed class ApiTokenTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Action<Caller> Administrator = TestPortal.Staff(StaffRole.Administrator);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_token_makes_a_program_of_its_scopes_and_leaves_no_copy()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var made = (await MakeAsync(clinic, ApiScopes.SlotRead)).Value;
        made.Token.ShouldStartWith(MakeApiToken.Prefix);
        (await portal.AsSuperuserAsync<long>($"select count(*) from api_tokens t where t::text like '%{made.Token[7..]}%'")).ShouldBe(0);
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries t where t::text like '%{made.Token[7..]}%'")).ShouldBe(0);

        await using var scope = portal.Scope(clinic.Id, BookingDesk);
        (await scope.Get<CheckApiToken>().ExecuteAsync(made.Token, Cancellation)).Value.ShouldBe(made.Id);

        var caller = scope.Get<Caller>();
        (caller.Kind, caller.Credential, caller.UserId).ShouldBe((CallerKind.Program, made.Id, null));
        (caller.May(ApiScopes.SlotRead), caller.May(ApiScopes.AppointmentRead), caller.IsAny(StaffRole.Receptionist)).ShouldBe((true, false, false));
        (await ListAsync(clinic)).Value.ShouldHaveSingleItem().LastUsedAt.ShouldBe(portal.Now);
    }

    [Fact]
    public async Task It_ends_when_it_is_revoked_and_by_itself_and_is_worth_nothing_elsewhere()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var (revoked, short_) = ((await MakeAsync(clinic)).Value, (await MakeAsync(clinic, days: 1)).Value);
        (await CheckAsync(other, revoked.Token)).Error.ShouldBe(ApiTokenError.Unknown);
        (await CheckAsync(clinic, MakeApiToken.Prefix + new string('a', 43))).Error.ShouldBe(ApiTokenError.Unknown);
        (await CheckAsync(clinic, null)).Error.ShouldBe(ApiTokenError.Unknown);
        await using (var elsewhere = portal.Scope(other.Id, Administrator))
            (await elsewhere.Get<RevokeApiToken>().ExecuteAsync(revoked.Id, Cancellation)).Error.ShouldBe(ApiTokenError.NotFound);

        await using (var scope = portal.Scope(clinic.Id, Administrator))
            (await scope.Get<RevokeApiToken>().ExecuteAsync(revoked.Id, Cancellation)).Succeeded.ShouldBeTrue();
        (await CheckAsync(clinic, revoked.Token)).Error.ShouldBe(ApiTokenError.Revoked);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        (await CheckAsync(clinic, short_.Token)).Error.ShouldBe(ApiTokenError.Expired);
        (await ListAsync(clinic)).Value.ShouldHaveSingleItem().Expired.ShouldBeTrue();
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and action = 'api-token.use' and outcome in ('Revoked', 'Expired', 'Unknown')")).ShouldBe(3);
    }

    [Fact]
    public async Task Only_an_administrator_makes_sees_and_revokes_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var caller in (Action<Caller>[])[BookingDesk, TestPortal.Staff(StaffRole.Doctor), TestPortal.Visitor, TestPortal.Patient(TestClinic.PatientPhone), c => c.BecomeProgram(Guid.NewGuid(), ApiScopes.All)])
        {
            await using var scope = portal.Scope(clinic.Id, caller);
            (await scope.Get<MakeApiToken>().ExecuteAsync(new("x", ApiScopes.All, 30), Cancellation)).Error.ShouldBe(ApiTokenError.Forbidden);
            (await scope.Get<ListApiTokens>().ExecuteAsync(Cancellation)).Error.ShouldBe(ApiTokenError.Forbidden);
            (await scope.Get<RevokeApiToken>().ExecuteAsync(Guid.NewGuid(), Cancellation)).Error.ShouldBe(ApiTokenError.Forbidden);
        }
    }

    [Theory]
    [InlineData("", ApiScopes.All, 30, ApiTokenError.NameWrong)]
    [InlineData("lab", ApiScopes.None, 30, ApiTokenError.NoScope)]
    [InlineData("lab", (ApiScopes)64, 30, ApiTokenError.NoScope)]
    [InlineData("lab", ApiScopes.All, 0, ApiTokenError.LifeOutOfRange)]
    [InlineData("lab", ApiScopes.All, 731, ApiTokenError.LifeOutOfRange)]
    public async Task What_makes_no_sense_is_not_made(string name, ApiScopes scopes, int days, ApiTokenError error)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await MakeAsync(clinic, scopes, days, name)).Error.ShouldBe(error);
    }

    static Action<Caller> BookingDesk => TestPortal.Staff(StaffRole.Receptionist);

    async Task<Result<MakeApiToken.Made, ApiTokenError>> MakeAsync(TestClinic clinic, ApiScopes scopes = ApiScopes.All, int days = 30, string name = "Laboratory")
    {
        await using var scope = portal.Scope(clinic.Id, Administrator);
        return await scope.Get<MakeApiToken>().ExecuteAsync(new(name, scopes, days), Cancellation);
    }

    async Task<Result<Guid, ApiTokenError>> CheckAsync(TestClinic clinic, string? token)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<CheckApiToken>().ExecuteAsync(token, Cancellation);
    }

    async Task<Result<IReadOnlyList<ListApiTokens.Row>, ApiTokenError>> ListAsync(TestClinic clinic)
    {
        await using var scope = portal.Scope(clinic.Id, Administrator);
        return await scope.Get<ListApiTokens>().ExecuteAsync(Cancellation);
    }
}
