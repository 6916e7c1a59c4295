using System.Globalization;
using Bunit;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.Feeds;
using Portal.Features.Identity.ApiTokens;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Feeds;

/// <summary>The page where secrets are made, as an administrator works it.</summary>
public sealed class FeedPanelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Administrator)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return DeskScene.OpenAsync(portal, role: role);
    }

    static Task PressAsync<T>(IRenderedComponent<T> page, string button) where T : Microsoft.AspNetCore.Components.IComponent =>
        page.InvokeAsync(() => page.FindAll("button").First(b => b.TextContent == button).ClickAsync(new()));

    [Fact]
    public async Task A_link_is_shown_once_tells_the_least_by_itself_and_stays_in_the_list_without_its_secret()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<FeedPanel>();
        page.WaitForElement("form");
        page.Find("#feed-detail option[selected]").TextContent.ShouldBe("Only that the time is taken");
        await page.InvokeAsync(() => page.Find("#feed-name").ChangeAsync(new() { Value = "هاتف منى" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForElement("#feed-secret");
        var address = page.Find("#feed-secret").GetAttribute("value")!;
        address.ShouldMatch($"^http://{scene.Clinic.Slug}\\.localhost.*/feeds/[A-Za-z0-9_-]{{43}}\\.ics$");
        page.Find(".secret-once a").GetAttribute("href")!.ShouldStartWith("webcal://");
        page.Find(".feeds tbody tr").TextContent.ShouldContain("هاتف منى");
        await PressAsync(page, "I have it");
        page.WaitForAssertion(() => page.Markup.ShouldNotContain(address));
        (await portal.AsSuperuserAsync<string>($"select detail from calendar_feeds where tenant_id = '{scene.Clinic.Id}'")).ShouldBe("BusyOnly");
    }

    [Fact]
    public async Task A_link_is_taken_away_after_it_was_asked_twice()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<FeedPanel>();
        page.WaitForElement("form");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement(".feeds tbody tr");

        await PressAsync(page, "Take away");
        (await scene.Clinic.CountAsync("calendar_feeds where revoked_at is not null")).ShouldBe(0);
        await PressAsync(page, "Keep");
        await PressAsync(page, "Take away");
        await PressAsync(page, "Yes, take it away");

        page.WaitForAssertion(() => page.FindAll(".feeds").ShouldBeEmpty());
        page.Find("[role=status]").TextContent.ShouldContain("opens nothing");
        (await scene.Clinic.CountAsync("calendar_feeds where revoked_at is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_too()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<FeedPanel>();
        page.WaitForElement("form");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement("#feed-secret");
        var before = page.Find("#feed-secret").GetAttribute("value");
        await PressAsync(page, "New secret");
        await PressAsync(page, "Yes, end the old link");
        page.WaitForAssertion(() => page.Find("#feed-secret").GetAttribute("value").ShouldNotBe(before));
    }

    [Fact]
    public async Task Who_has_no_calendar_is_told_what_to_do()
    {
        await using var scene = await OpenAsync(StaffRole.Doctor);
        var page = scene.Page.Render<FeedPanel>(p => p.Add(x => x.Own, true));
        page.WaitForAssertion(() => page.Markup.ShouldContain("An administrator can link it to a doctor"));
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_does_not_read_names_unless_it_was_meant_to_and_is_shown_once()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<TokenPanel>();
        page.WaitForElement("form");
        page.FindAll("fieldset input").Select(box => box.HasAttribute("checked")).ShouldBe([true, true, false, false]);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.Find("#token-name-error").TextContent.ShouldContain("name"));

        await page.InvokeAsync(() => page.Find("#token-name").ChangeAsync(new() { Value = "Hospital" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement("#token-secret");
        var token = page.Find("#token-secret").GetAttribute("value")!;
        token.ShouldStartWith("portal_");
        await PressAsync(page, "I have it");
        page.WaitForAssertion(() => page.Markup.ShouldNotContain(token));
        page.Find(".tokens tbody tr").TextContent.ShouldContain("Not used yet");
        await PressAsync(page, "Take away");
        await PressAsync(page, "Yes, take it away");
        page.WaitForAssertion(() => page.FindAll(".tokens").ShouldBeEmpty());
    }
}
