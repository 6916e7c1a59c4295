using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Account;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
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
        foreach (var path in (string[])["/account/active", "/account/lock", "/account/unlock"])
            (await browser.PostBareAsync(path, ("password", IdentityScenes.Password))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ShowsAsync(browser)).ShouldBeTrue();
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
