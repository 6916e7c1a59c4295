using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Account;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

/// <summary>A desk lives for hours on its line: it stays open while somebody works, and locks when nobody does.</summary>
public sealed class ScreenLockTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Desk = "/desk";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<(TestClinic Clinic, UserId User, TestBrowser Browser, string Token)> AtTheDeskAsync()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var email = IdentityScenes.NewEmail();
        var user = await clinic.HireAsync(StaffRole.Receptionist, email);
        var browser = web.Browser(clinic);
        await browser.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        return (clinic, user, browser, await browser.TokenOfAsync(Desk));
    }

    static async Task<bool> ShowsAsync(TestBrowser browser) => (await browser.GetAsync(Desk)).StatusCode == HttpStatusCode.OK;

    static Task<HttpResponseMessage> UnlockAsync(TestBrowser browser, string token, string password) =>
        browser.PostAsync("/account/unlock", token, ("password", password));

    [Fact]
    public async Task Who_works_for_a_day_without_loading_a_page_is_not_thrown_out()
    {
        var (_, _, browser, token) = await AtTheDeskAsync();
        for (var minutes = 0; minutes < 12 * 60; minutes += 10)
        {
            web.Portal.Clock.Advance(TimeSpan.FromMinutes(10));
            (await browser.PostAsync("/account/active", token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await ShowsAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_screen_that_nobody_touched_is_locked_also_for_a_browser_that_says_nothing()
    {
        var (_, _, browser, token) = await AtTheDeskAsync();
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(14));
        (await ShowsAsync(browser)).ShouldBeTrue();
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(18));
        (await ShowsAsync(browser)).ShouldBeFalse();
        (await browser.PostAsync("/account/active", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await UnlockAsync(browser, token, IdentityScenes.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ShowsAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_locked_screen_gives_no_page_out_and_leads_back_to_the_same_address_by_signing_in()
    {
        var (clinic, _, browser, token) = await AtTheDeskAsync();
        (await browser.PostAsync("/account/lock", token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var turnedAway = await browser.GetAsync("/desk?day=2026-11-30");
        turnedAway.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        turnedAway.Headers.Location!.OriginalString.ShouldEndWith("/account/sign-in?returnUrl=%2Fdesk%3Fday%3D2026-11-30");
        (await UnlockAsync(browser, token, "wrong-password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ShowsAsync(browser)).ShouldBeFalse();
        (await UnlockAsync(browser, token, IdentityScenes.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ShowsAsync(browser)).ShouldBeTrue();
        (await clinic.AuditAsync("staff.session.lock")).ShouldBe(["done"]);
        (await clinic.AuditAsync("staff.session.unlock")).ShouldBe(["WrongPassword", "done"]);
    }

    [Fact]
    public async Task A_lock_is_not_opened_by_guessing()
    {
        var (_, _, browser, token) = await AtTheDeskAsync();
        await browser.PostAsync("/account/lock", token);
        for (var i = 0; i < 5; i++)
            await UnlockAsync(browser, token, "wrong-password");
        (await UnlockAsync(browser, token, IdentityScenes.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(15));
        (await UnlockAsync(browser, token, IdentityScenes.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Another_site_can_neither_keep_a_session_alive_nor_open_it()
    {
        var (_, _, browser, token) = await AtTheDeskAsync();
        foreach (var path in (string[])["/account/active", "/account/lock", "/account/unlock", "/account/unlock/passkey"])
            (await browser.PostBareAsync(path, ("password", IdentityScenes.Password))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ShowsAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lock_asks_for_a_passkey_of_its_person_alone_and_opens_for_no_made_up_one()
    {
        var (clinic, user, browser, token) = await AtTheDeskAsync();
        await browser.PostAsync("/account/lock", token);
        (await browser.PostAsync("/account/unlock/passkey", token)).StatusCode.ShouldBe(HttpStatusCode.NoContent, "there is none");
        var own = await AddPasskeyAsync(clinic, user);
        await AddPasskeyAsync(clinic, await clinic.HireAsync(StaffRole.Receptionist));

        (await browser.PostAsync("/account/unlock", token, ("credential", "{}"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "nobody asked for it");
        using var options = JsonDocument.Parse(await (await browser.PostAsync("/account/unlock/passkey", token)).Content.ReadAsStringAsync(Cancellation));
        options.RootElement.GetProperty("allowCredentials").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(own);
        options.RootElement.GetProperty("userVerification").GetString().ShouldBe("required");
        var madeUp =
            $$$"""{"id":"{{{own}}}","rawId":"{{{own}}}","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}""";
        foreach (var credential in (string[])["{}", "no json", madeUp])
        {
            await browser.PostAsync("/account/unlock/passkey", token);
            (await browser.PostAsync("/account/unlock", token, ("credential", credential))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await ShowsAsync(browser)).ShouldBeFalse();
        (await clinic.AuditAsync("staff.session.unlock")).ShouldAllBe(outcome => outcome == "PasskeyRefused");
        (await UnlockAsync(browser, token, IdentityScenes.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_passkey_opens_the_session_of_its_owner_and_of_nobody_else_and_not_while_the_account_is_locked_out()
    {
        var (clinic, user, browser, token) = await AtTheDeskAsync();
        await browser.PostAsync("/account/lock", token);
        var session = await SessionAsync(clinic, user);
        await AddPasskeyAsync(clinic, user);
        var colleague = await clinic.HireAsync(StaffRole.Receptionist);

        async Task<Result<Done, UnlockError>> OpenAsync(UserId caller, UserId owner)
        {
            await using var scope = clinic.As(caller, StaffRole.Receptionist);
            var users = scope.Get<UserManager<StaffUser>>();
            var passkey = (await users.GetPasskeysAsync((await users.FindByIdAsync(user.ToString()))!)).Single();
            return await scope.Get<UnlockStaffSession>().WithPasskeyAsync(session.Id, ((await users.FindByIdAsync(owner.ToString()))!, passkey), Cancellation);
        }

        (await OpenAsync(user, colleague)).Error.ShouldBe(UnlockError.PasskeyRefused);
        (await OpenAsync(colleague, user)).Error.ShouldBe(UnlockError.PasskeyRefused);
        (await SessionAsync(clinic, user)).LockedAt.ShouldNotBeNull();
        (await OpenAsync(user, user)).Succeeded.ShouldBeTrue();
        (await SessionAsync(clinic, user)).LockedAt.ShouldBeNull();

        await browser.PostAsync("/account/lock", token);
        for (var i = 0; i < 5; i++)
            await UnlockAsync(browser, token, "wrong-password");
        (await OpenAsync(user, user)).Error.ShouldBe(UnlockError.PasskeyRefused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_sign_in_ends_the_locked_session_that_it_takes_the_place_of(bool bySomebodyElse)
    {
        var (clinic, user, browser, token) = await AtTheDeskAsync();
        var elsewhere = web.Browser(clinic);
        var email = await EmailAsync(clinic, user);
        await elsewhere.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        await browser.PostAsync("/account/lock", token);
        var locked = await SessionAsync(clinic, user, locked: true);
        var next = bySomebodyElse ? IdentityScenes.NewEmail() : email;
        if (bySomebodyElse)
            await clinic.HireAsync(StaffRole.Receptionist, next);

        await browser.SendAsync("/account/sign-in", "sign-in", ("Email", next), ("Password", IdentityScenes.Password));

        (await ShowsAsync(browser)).ShouldBeTrue();
        (await web.Portal.AsSuperuserAsync<bool>($"select revoked_at is not null from staff_sessions where id = '{locked.Id}'")).ShouldBeTrue();
        (await ShowsAsync(elsewhere)).ShouldBeTrue("that browser has a session of its own");
        (await web.Portal.AsSuperuserAsync<long>($"select count(*) from staff_sessions where tenant_id = '{clinic.Id}' and revoked_at is null")).ShouldBe(2);
        (await clinic.AuditAsync("staff.session.end")).ShouldBe(["done"]);
    }

    async Task<StaffSession> SessionAsync(TestClinic clinic, UserId user, bool? locked = null)
    {
        await using var scope = web.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<StaffSession>().SingleAsync(s => s.UserId == user && (locked == null || s.LockedAt != null == locked), Cancellation);
    }

    async Task<string> EmailAsync(TestClinic clinic, UserId user)
    {
        await using var scope = web.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return (await db.Set<StaffUser>().SingleAsync(u => u.Id == user.Value, Cancellation)).Email!;
    }

    // one that no authenticator holds: what matters here is whose it is
    static async Task<string> AddPasskeyAsync(TestClinic clinic, UserId user)
    {
        await using var scope = clinic.As(user, StaffRole.Receptionist);
        var id = RandomNumberGenerator.GetBytes(32);
        var passkey = new UserPasskeyInfo(id, [1, 2, 3], DateTimeOffset.UnixEpoch, 0, ["internal"], true, false, false, [], []);
        (await scope.Get<ManagePasskeys>().AddAsync(passkey, "Laptop", Cancellation)).Succeeded.ShouldBeTrue();
        return Base64Url.EncodeToString(id);
    }

    [Fact]
    public async Task The_page_behind_the_lock_is_kept_as_it_is_until_the_session_is_over()
    {
        var (clinic, user, browser, token) = await AtTheDeskAsync();
        await browser.PostAsync("/account/lock", token);
        await using var scope = web.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var session = await db.Set<StaffSession>().SingleAsync(s => s.UserId == user, Cancellation);
        var account = await db.Set<StaffUser>().SingleAsync(u => u.Id == user.Value, Cancellation);
        var page = new AuthenticationState(StaffClaims.Write(new(user, "Nadia", StaffRole.Receptionist), clinic.Id, account.SecurityStamp!, session.Id));
        using var circuit = new AuthenticationRevalidation(NullLoggerFactory.Instance, web.Services.GetRequiredService<IServiceScopeFactory>());
        (await circuit.RevalidateAsync(page, Cancellation)).ShouldBeTrue();
        web.Portal.Clock.Advance(TimeSpan.FromHours(3));
        (await circuit.RevalidateAsync(page, Cancellation)).ShouldBeTrue("lunch was long, the form is still there");
        web.Portal.Clock.Advance(TimeSpan.FromHours(5));
        (await circuit.RevalidateAsync(page, Cancellation)).ShouldBeFalse("eight hours are over");
    }
}
