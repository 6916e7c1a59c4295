using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Platform.Callers;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

public sealed class PatientCookieTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Phone = "+201001234567";
    const string Go = "main form button.wide";

    /// <returns>The cookie that a proved phone was given.</returns>
    async Task<string> SignInAsync(TestClinic clinic)
    {
        var browser = await new FormBrowser(web.Handler(), web.Browser(clinic).Address).GoAsync("/me/sign-in");
        await browser.PressAsync(Go, ("Phone", Phone));
        await browser.PressAsync(Go, ("Code", (await clinic.LastSecretAsync(Phone))!));
        browser.Path.ShouldBe("/me");
        return browser.Cookies["patient"];
    }

    async Task<HttpResponseMessage> OpenAsync(TestClinic at, string path, string cookie)
    {
        using var browser = web.Browser(at);
        browser.Cookies.Add(new Cookie("patient", cookie, "/", browser.Address.Host));
        return await browser.GetAsync(path);
    }

    [Fact]
    public async Task A_patients_cookie_is_for_this_host_out_of_reach_of_scripts_and_worth_nothing_at_another_clinic()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var cookie = await SignInAsync(clinic);
        (await OpenAsync(clinic, "/me", cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var turnedAway = await OpenAsync(other, "/me", cookie);
        turnedAway.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        turnedAway.Headers.Location!.OriginalString.ShouldContain("/me/sign-in");

        var described = web.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Policies.PatientScheme).Cookie;
        (described.Name, described.HttpOnly, described.Domain).ShouldBe(("patient", true, null));
    }

    [Fact]
    public async Task A_patients_cookie_opens_no_page_of_staff_and_theirs_no_patients_page()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        (await OpenAsync(clinic, "/desk", await SignInAsync(clinic))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var email = IdentityScenes.NewEmail();
        await clinic.HireAsync(StaffRole.Receptionist, email);
        using var staff = web.Browser(clinic);
        await staff.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        (await staff.GetAsync("/desk")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await staff.GetAsync("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
