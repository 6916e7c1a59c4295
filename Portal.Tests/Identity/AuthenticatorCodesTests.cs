using Microsoft.AspNetCore.Identity;
using OtpNet;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

public sealed class AuthenticatorCodesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    async Task<(TestClinic Clinic, UserId User, Totp App)> SetUpAsync()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = await clinic.HireAsync(StaffRole.Doctor);
        await using var scope = clinic.As(user, StaffRole.Doctor);
        return (clinic, user, new Totp(Base32Encoding.ToBytes((await scope.Get<SetUpSecondFactor>().BeginAsync("Clinic"))!.Key)));
    }

    string CodeIn(Totp app, int seconds) => app.ComputeTotp(portal.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds));

    async Task<bool> OpensAsync(TestClinic clinic, UserId user, string code)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var users = scope.Get<UserManager<StaffUser>>();
        return await users.VerifyTwoFactorTokenAsync((await users.FindByIdAsync(user.ToString()))!, TokenOptions.DefaultAuthenticatorProvider, code);
    }

    [Fact]
    public async Task A_code_that_was_used_opens_nothing_afterwards_and_neither_does_an_older_one()
    {
        var (clinic, user, app) = await SetUpAsync();
        var (before, now, after, later) = (CodeIn(app, -30), CodeIn(app, 0), CodeIn(app, 30), CodeIn(app, 60));
        (await OpensAsync(clinic, user, now)).ShouldBeTrue();
        (await OpensAsync(clinic, user, now)).ShouldBeFalse();
        (await OpensAsync(clinic, user, before)).ShouldBeFalse();
        (await OpensAsync(clinic, user, later)).ShouldBeFalse("a minute ahead is no clock that is a little off");
        (await OpensAsync(clinic, user, after)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_type_one_code_at_one_moment_one_is_let_in()
    {
        var (clinic, user, app) = await SetUpAsync();
        var code = CodeIn(app, 0);
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpensAsync(clinic, user, code)))).Count(opened => opened).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_saved_of_the_account_afterwards_does_not_bring_the_code_back()
    {
        var (clinic, user, app) = await SetUpAsync();
        await using var scope = clinic.As(user, StaffRole.Doctor);
        var users = scope.Get<UserManager<StaffUser>>();
        var account = (await users.FindByIdAsync(user.ToString()))!; // read before the code is used, saved after
        var code = CodeIn(app, 0);
        (await OpensAsync(clinic, user, code)).ShouldBeTrue();
        (await users.SetTwoFactorEnabledAsync(account, true)).Succeeded.ShouldBeTrue();
        (await OpensAsync(clinic, user, code)).ShouldBeFalse();
    }

    [Fact]
    public async Task Codes_of_one_persons_app_leave_anothers_alone()
    {
        var ((clinic, first, app), (other, second, otherApp)) = (await SetUpAsync(), await SetUpAsync());
        (await OpensAsync(clinic, first, CodeIn(app, 0))).ShouldBeTrue();
        (await OpensAsync(other, second, CodeIn(app, 0))).ShouldBeFalse();
        (await OpensAsync(other, second, CodeIn(otherApp, 0))).ShouldBeTrue();
    }
}
