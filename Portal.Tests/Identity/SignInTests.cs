using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OtpNet;
using Portal.Account;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

/// <summary>The pages of signing in and of one's own account, through the whole server, with JavaScript off.</summary>
public sealed partial class SignInTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Manage = "/account/manage";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Task<HttpResponseMessage> SignInAsync(TestBrowser browser, string email, string password = IdentityScenes.Password, string query = "") =>
        browser.SendAsync($"/account/sign-in{query}", "sign-in", ("Email", email), ("Password", password));

    async Task<(TestClinic Clinic, UserId User, string Email, TestBrowser Browser)> SignedInAsync(StaffRole roles = StaffRole.Doctor)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var email = IdentityScenes.NewEmail();
        var user = await clinic.HireAsync(roles, email);
        var browser = web.Browser(clinic);
        (await SignInAsync(browser, email)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return (clinic, user, email, browser);
    }

    static async Task<bool> IsSignedInAsync(TestBrowser browser) => (await browser.GetAsync(Manage)).StatusCode == HttpStatusCode.OK;

    static string Target(HttpResponseMessage response) => response.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : $"{response.Headers.Location}";

    [Theory]
    [InlineData(StaffRole.Doctor, "", "/doctor")]
    [InlineData(StaffRole.Receptionist, "", "/desk")]
    [InlineData(StaffRole.Receptionist, "?returnUrl=%2Faccount%2Fmanage", "/account/manage")]
    [InlineData(StaffRole.Receptionist, "?returnUrl=https%3A%2F%2Fevil.example%2F", "/desk")]
    [InlineData(StaffRole.Receptionist, "?returnUrl=%2F%2Fevil.example", "/desk")]
    [InlineData(StaffRole.Receptionist, "?returnUrl=%2F%5Cevil.example", "/desk")]
    public async Task Signing_in_leads_to_ones_own_room_or_back_on_this_host_alone(StaffRole role, string query, string target)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var email = IdentityScenes.NewEmail();
        await clinic.HireAsync(role, email);
        using var browser = web.Browser(clinic);
        Target(await SignInAsync(browser, email, query: query)).ShouldBe(target);
        (await clinic.AuditAsync("staff.sign_in")).ShouldBe(["done"]);
    }

    [Fact]
    public async Task A_page_for_staff_asks_a_visitor_to_sign_in_and_knows_the_way_back()
    {
        using var browser = web.Browser(await TestClinic.CreateAsync(web.Portal));
        Target(await browser.GetAsync(Manage)).ShouldBe("/account/sign-in?returnUrl=%2Faccount%2Fmanage");
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_a_member_of_another_clinic_are_told_the_same()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var (here, there) = (IdentityScenes.NewEmail(), IdentityScenes.NewEmail());
        await clinic.HireAsync(StaffRole.Doctor, here);
        await other.HireAsync(StaffRole.Doctor, there);
        var answers = new List<string>();
        foreach (var (email, password) in new[] { (here, "wrong-password"), (IdentityScenes.NewEmail(), IdentityScenes.Password), (there, IdentityScenes.Password) })
        {
            using var browser = web.Browser(clinic);
            var response = await SignInAsync(browser, email, password);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation));
            page.ShouldContain($"value=\"{email}\"");
            page.ShouldNotContain(password);
            answers.Add(Error().Match(page).Groups["it"].Value);
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldNotBeEmpty();
        (await clinic.AuditAsync("staff.sign_in")).ShouldBe(["Refused", "Refused", "NotMember"]);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_waits_fifteen_minutes()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var email = IdentityScenes.NewEmail();
        await clinic.HireAsync(StaffRole.Doctor, email);
        using var browser = web.Browser(clinic);
        for (var i = 0; i < 5; i++)
            await SignInAsync(browser, email, "wrong-password");
        (await SignInAsync(browser, email)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await clinic.AuditAsync("staff.sign_in")).Count(o => o == "LockedOut").ShouldBe(2);
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(15));
        (await SignInAsync(browser, email)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_out_of_reach_of_scripts_and_worth_nothing_at_another_clinic()
    {
        var (clinic, user, email, browser) = await SignedInAsync();
        var other = await TestClinic.CreateAsync(web.Portal);
        await other.HireAsync(StaffRole.Doctor, email);
        var cookie = browser.Cookies.GetCookies(browser.Address)["staff"]!;
        (cookie.HttpOnly, cookie.Domain).ShouldBe((true, browser.Address.Host));
        using var elsewhere = web.Browser(other);
        elsewhere.Cookies.Add(new Cookie("staff", cookie.Value, "/", elsewhere.Address.Host));
        (await IsSignedInAsync(elsewhere)).ShouldBeFalse();
        (await IsSignedInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_ended_session_is_out_within_a_minute_and_others_stay()
    {
        var (clinic, user, email, browser) = await SignedInAsync();
        using var second = web.Browser(clinic);
        await SignInAsync(second, email);
        var page = await browser.ReadAsync(Manage);
        var session = SessionButton().Match(page).Groups["it"].Value;
        (await browser.SendAsync(Manage, "session", ("Session", session))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        (await IsSignedInAsync(second)).ShouldBeFalse();
        (await IsSignedInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_deactivated_is_out_within_a_minute_and_changed_roles_hold_within_one()
    {
        var (clinic, user, email, browser) = await SignedInAsync();
        await clinic.HireAsync(StaffRole.Administrator);
        await using var admin = web.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        Target(await browser.GetAsync("/desk")).ShouldStartWith("/account/denied");
        await admin.Get<ChangeStaffRoles>().ExecuteAsync(new(user, StaffRole.Receptionist), Cancellation);
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        (await browser.GetAsync("/desk")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await admin.Get<DeactivateStaff>().ExecuteAsync(user, Cancellation);
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        (await IsSignedInAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_open_page_follows_changed_roles_and_ends_with_its_session()
    {
        var (clinic, user, _, _) = await SignedInAsync();
        await clinic.HireAsync(StaffRole.Administrator);
        await using var scope = web.Portal.Scope(clinic.Id, TestPortal.Visitor);
        var session = await scope.Get<StartStaffSession>().ExecuteAsync(new(new(user, "Nadia", StaffRole.Doctor), "pwd", null, "?"), Cancellation);
        var stamp = (await scope.Get<OwnAccount>().FindAsync())!.SecurityStamp!;
        var principal = StaffClaims.Write(new(user, "Nadia", StaffRole.Doctor), clinic.Id, stamp, session);
        using var circuit = new AuthenticationRevalidation(NullLoggerFactory.Instance, web.Services.GetRequiredService<IServiceScopeFactory>());
        (await circuit.RevalidateAsync(new(principal), Cancellation)).ShouldBeTrue();

        await using var admin = web.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        await admin.Get<ChangeStaffRoles>().ExecuteAsync(new(user, StaffRole.Pharmacist), Cancellation);
        (await circuit.RevalidateAsync(new(principal), Cancellation)).ShouldBeTrue();
        (await circuit.GetAuthenticationStateAsync()).User.IsInRole(nameof(StaffRole.Pharmacist)).ShouldBeTrue();
        await admin.Get<EndMemberSessions>().ExecuteAsync(user, Cancellation);
        (await circuit.RevalidateAsync(new(principal), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_so_that_a_kept_copy_of_the_cookie_dies_too()
    {
        var (clinic, _, _, browser) = await SignedInAsync();
        var copy = browser.Cookies.GetCookies(browser.Address)["staff"]!.Value;
        Target(await browser.SendAsync("/account/sign-out", "sign-out")).ShouldBe("/account/sign-in?done=out");
        (await IsSignedInAsync(browser)).ShouldBeFalse();
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        using var thief = web.Browser(clinic);
        thief.Cookies.Add(new Cookie("staff", copy, "/", thief.Address.Host));
        (await IsSignedInAsync(thief)).ShouldBeFalse();
    }

    [Fact]
    public async Task With_the_second_step_on_the_password_alone_opens_nothing_and_a_recovery_code_works_once()
    {
        var (clinic, _, email, browser) = await SignedInAsync();
        var setUp = await browser.ReadAsync($"{Manage}?setup=true");
        setUp.ShouldContain("<svg");
        var key = Base32Encoding.ToBytes(Key().Match(setUp).Groups["it"].Value.Replace(" ", ""));
        var done = await browser.SendAsync($"{Manage}?setup=true", "factor-on", ("Code", CodeOfNow(key)));
        var codes = RecoveryCode().Matches(await done.Content.ReadAsStringAsync(Cancellation)).Select(m => m.Groups["it"].Value).ToList();
        codes.Count.ShouldBe(10);
        (await IsSignedInAsync(browser)).ShouldBeTrue(); // its own cookie was renewed with the stamp

        using var second = web.Browser(clinic);
        Target(await SignInAsync(second, email)).ShouldBe("/account/second-factor");
        (await IsSignedInAsync(second)).ShouldBeFalse();
        (await second.SendAsync("/account/second-factor", "second-factor", ("Code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        // the code that set it up is used; the next one opens, once
        (await second.SendAsync("/account/second-factor", "second-factor", ("Code", CodeOfNow(key)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var next = CodeOfNow(key);
        (await second.SendAsync("/account/second-factor", "second-factor", ("Code", next))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var overTheShoulder = web.Browser(clinic))
        {
            await SignInAsync(overTheShoulder, email);
            (await overTheShoulder.SendAsync("/account/second-factor", "second-factor", ("Code", next))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await IsSignedInAsync(overTheShoulder)).ShouldBeFalse();
        }

        (await IsSignedInAsync(second)).ShouldBeTrue();

        foreach (var (expected, code) in new[] { (true, codes[2]), (false, codes[2]) })
        {
            using var lost = web.Browser(clinic);
            await SignInAsync(lost, email);
            await lost.SendAsync("/account/recovery", "recovery", ("Code", code));
            (await IsSignedInAsync(lost)).ShouldBe(expected);
        }
    }

    string CodeOfNow(byte[] key) => new Totp(key).ComputeTotp(web.Portal.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task The_second_step_without_a_password_before_it_leads_back_to_the_first()
    {
        using var browser = web.Browser(await TestClinic.CreateAsync(web.Portal));
        Target(await browser.GetAsync("/account/second-factor")).ShouldBe("/account/sign-in");
    }

    [Fact]
    public async Task A_changed_password_signs_out_all_other_devices_and_keeps_this_one()
    {
        var (clinic, _, email, browser) = await SignedInAsync();
        using var second = web.Browser(clinic);
        await SignInAsync(second, email);
        (await browser.SendAsync(Manage, "password", ("Current", "wrong-password"), ("New", "another-password"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.SendAsync(Manage, "password", ("Current", IdentityScenes.Password), ("New", "another-password"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        (await IsSignedInAsync(second)).ShouldBeFalse();
        (await IsSignedInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_was_invited_joins_by_the_link_and_signs_in()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var email = IdentityScenes.NewEmail();
        await using (var admin = web.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            await admin.Get<InviteStaff>().ExecuteAsync(new(email, StaffRole.Receptionist, "ar"), Cancellation);
        var path = new Uri((await clinic.LastSecretAsync(email))!).PathAndQuery;
        using var browser = web.Browser(clinic);
        (await browser.ReadAsync(path)).ShouldContain(email);
        var tooShort = await browser.SendAsync(path, "invitation", ("Name", "هدى"), ("Password", "short"));
        WebUtility.HtmlDecode(await tooShort.Content.ReadAsStringAsync(Cancellation)).ShouldContain("value=\"هدى\"");
        Target(await browser.SendAsync(path, "invitation", ("Name", "هدى"), ("Password", IdentityScenes.Password))).ShouldBe("/account/sign-in?done=joined");
        Target(await SignInAsync(browser, email)).ShouldBe("/desk");
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_the_link_that_was_sent()
    {
        var (clinic, _, email, _) = await SignedInAsync();
        using var browser = web.Browser(clinic);
        Target(await browser.SendAsync("/account/forgot", "forgot", ("Email", email))).ShouldBe("/account/forgot?sent=true");
        var path = new Uri((await clinic.LastSecretAsync(email))!).PathAndQuery;
        Target(await browser.SendAsync(path, "reset", ("Password", "another-password"))).ShouldBe("/account/sign-in?done=reset");
        (await SignInAsync(browser, email, "another-password")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var (_, _, _, browser) = await SignedInAsync();
        (await browser.PostBareAsync("/account/passkeys/creation-options")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostBareAsync("/account/sign-out", ("_handler", "sign-out"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsSignedInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_browser_is_offered_passkeys_of_this_very_host()
    {
        var (clinic, _, _, browser) = await SignedInAsync();
        var options = await browser.PostWithTokenAsync(Manage, "/account/passkeys/creation-options");
        options.ShouldContain($"\"id\":\"{clinic.Slug}.localhost\"");
        options.ShouldContain("\"userVerification\":\"required\"");
        using var visitor = web.Browser(clinic);
        (await visitor.PostWithTokenAsync("/account/sign-in", "/account/passkeys/request-options")).ShouldContain($"\"rpId\":\"{clinic.Slug}.localhost\"");
    }

    [Theory]
    [InlineData("ar", "rtl", "تسجيل الدخول")]
    [InlineData("en", "ltr", "Sign in")]
    public async Task The_pages_speak_both_languages(string language, string direction, string title)
    {
        using var browser = web.Browser(await TestClinic.CreateAsync(web.Portal));
        await browser.GetAsync($"/language/{language}?back=/");
        var page = await browser.ReadAsync("/account/sign-in");
        page.ShouldContain($"dir=\"{direction}\"");
        page.ShouldContain($"<h1>{title}</h1>");
    }

    [GeneratedRegex("class=\"error\"[^>]*>(?<it>[^<]+)<", RegexOptions.None, 1000)]
    private static partial Regex Error();

    [GeneratedRegex("name=\"Session\" value=\"(?<it>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex SessionButton();

    [GeneratedRegex("<code dir=\"ltr\">(?<it>[A-Z2-7 ]+)</code>", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>(?<it>[^<]+)</code></li>", RegexOptions.None, 1000)]
    private static partial Regex RecoveryCode();
}
