using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Account;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

/// <summary>A person crosses from one host of the Portal to another, where no cookie reaches.</summary>
public sealed class TicketTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Late = "/account/sign-in?done=late";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<string> LinkAsync(TestClinic from, TestClinic to, UserId user, string? returnUrl = null)
    {
        await using var scope = from.As(user, StaffRole.Administrator);
        var token = (await scope.Get<IssueSignInTicket>().ExecuteAsync(new(user, to.Id), Cancellation)).Value;
        var tenant = (await web.Services.GetRequiredService<TenantCatalogue>().FindAsync(to.Id, Cancellation))!;
        var link = TicketEndpoint.Link(web.Services.GetRequiredService<PublicAddress>(), tenant, token, returnUrl);
        link.Host.ShouldBe($"{to.Slug}.localhost");
        return link.PathAndQuery;
    }

    async Task<(TestClinic Home, TestClinic Other, UserId User)> AtTwoClinicsAsync(bool memberOfOther = true)
    {
        var (home, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var email = IdentityScenes.NewEmail();
        var user = await home.HireAsync(StaffRole.Administrator, email);
        if (memberOfOther)
            (await other.HireAsync(StaffRole.Doctor, email)).ShouldBe(user);
        return (home, other, user);
    }

    static async Task<string> OpenAsync(TestBrowser browser, string link)
    {
        var response = await browser.GetAsync(link);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return response.Headers.Location!.OriginalString;
    }

    static async Task<bool> IsSignedInAsync(TestBrowser browser) => (await browser.GetAsync("/account/manage")).StatusCode == HttpStatusCode.OK;

    [Fact]
    public async Task The_link_signs_in_at_the_other_host_with_the_roles_held_there_and_opens_once()
    {
        var (home, other, user) = await AtTwoClinicsAsync();
        var link = await LinkAsync(home, other, user);
        using (var browser = web.Browser(other))
        {
            (await OpenAsync(browser, link)).ShouldBe("/doctor");
            (await IsSignedInAsync(browser)).ShouldBeTrue();
            (await browser.GetAsync("/admin")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        using var second = web.Browser(other);
        (await OpenAsync(second, link)).ShouldBe(Late);
        (await IsSignedInAsync(second)).ShouldBeFalse();
        (await second.ReadAsync(Late)).ShouldContain("note warn");
        (await other.AuditAsync("staff.ticket.redeem")).ShouldBe(["done", "Refused"]);
        (await other.AuditAsync("staff.sign_in")).ShouldBe(["done"]);
    }

    [Fact]
    public async Task After_a_minute_it_opens_nothing()
    {
        var (home, other, user) = await AtTwoClinicsAsync();
        var link = await LinkAsync(home, other, user);
        web.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        using var browser = web.Browser(other);
        (await OpenAsync(browser, link)).ShouldBe(Late);
        (await IsSignedInAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task At_any_other_host_it_opens_nothing_and_is_still_good_at_its_own()
    {
        var (home, other, user) = await AtTwoClinicsAsync();
        var link = await LinkAsync(home, other, user);
        using (var elsewhere = web.Browser(home))
        {
            (await OpenAsync(elsewhere, link)).ShouldBe(Late);
            (await IsSignedInAsync(elsewhere)).ShouldBeFalse();
        }

        using var browser = web.Browser(other);
        (await OpenAsync(browser, link)).ShouldBe("/doctor");
    }

    [Fact]
    public async Task It_says_who_somebody_is_and_not_that_they_belong_here()
    {
        var (home, other, user) = await AtTwoClinicsAsync(memberOfOther: false);
        using var browser = web.Browser(other);
        (await OpenAsync(browser, await LinkAsync(home, other, user))).ShouldBe(Late);
        (await IsSignedInAsync(browser)).ShouldBeFalse();
        (await other.AuditAsync("staff.sign_in")).ShouldBe(["NotMember"]);
    }

    [Theory]
    [InlineData("/account/manage", "/account/manage")]
    [InlineData("https://evil.example/", "/doctor")]
    [InlineData("//evil.example", "/doctor")]
    public async Task It_leads_on_to_an_address_of_that_host_alone(string returnUrl, string target)
    {
        var (home, other, user) = await AtTwoClinicsAsync();
        using var browser = web.Browser(other);
        (await OpenAsync(browser, await LinkAsync(home, other, user, returnUrl))).ShouldBe(target);
    }

    [Fact]
    public async Task A_browser_that_looks_ahead_does_not_use_it_up()
    {
        var (home, other, user) = await AtTwoClinicsAsync();
        var link = await LinkAsync(home, other, user);
        using var browser = web.Browser(other);
        using var http = new HttpClient(web.Handler()) { BaseAddress = browser.Address, DefaultRequestHeaders = { { "Sec-Purpose", "prefetch;prerender" } } };
        (await http.GetAsync(link, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await OpenAsync(browser, link)).ShouldBe("/doctor");
    }

    [Theory]
    [InlineData("/account/ticket")]
    [InlineData("/account/ticket?ticket=")]
    [InlineData("/account/ticket?ticket=made-up")]
    public async Task What_is_no_ticket_leads_to_the_sign_in_page(string link)
    {
        using var browser = web.Browser(await TestClinic.CreateAsync(web.Portal));
        (await OpenAsync(browser, link)).ShouldBe(Late);
    }
}
