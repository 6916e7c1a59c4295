using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>The pages of the waiting list in sizes, languages and themes, and the desk's panel.</summary>
public sealed class WaitingLooksRightTests(RunningPortal portal, Chromium chromium)
{
    static int number = 700;

    [Fact]
    public async Task The_pages_of_who_waits()
    {
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var phone = $"01066639{++number}";
            var page = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            Task LooksFineAsync(string name) => Support.Looks.ShouldBeFineAsync(page, name, device, language, dark);
            await page.GotoAsync("/wait");
            await LooksFineAsync("wait-1-service");
            await page.GetByRole(AriaRole.Link, new() { Name = language == "ar" ? "كشف جلدية" : "Skin visit" }).ClickAsync();
            await page.ArriveAsync(url => url.Contains("/wait/", StringComparison.Ordinal));
            await page.Locator("details summary").ClickAsync();
            await LooksFineAsync("wait-2-when");
            await page.Locator("details summary").ClickAsync();
            // a part of the day when nobody works: nothing is offered while this is looked at
            await page.Locator("input[name=part][value=Morning]").CheckAsync();
            await page.Locator("main form button").ClickAsync();
            await page.GetByLabel(Words.Of(language).Mobile).FillAsync(phone);
            await LooksFineAsync("wait-3-who");
            await page.GetByLabel(Words.Of(language).FullName).FillAsync(language == "ar" ? "صفية النمر" : "Sylvia Nash");
            await page.Locator("main form button").ClickAsync();
            await page.ArriveAsync(url => url.EndsWith("/wait/done", StringComparison.Ordinal));
            await LooksFineAsync("wait-4-done");

            var link = await portal.LinkSentToAsync("+2" + phone, "waitlist.joined");
            await page.GotoAsync(link);
            await LooksFineAsync("wait-place-waiting");
            await portal.OfferToAsync("+2" + phone);
            await page.GotoAsync(link);
            await LooksFineAsync("wait-place-offer");
            await page.Locator("main form:not([hidden]) button").Last.ClickAsync(); // leave
            await Assertions.Expect(page.Locator("main form:not([hidden]) button")).ToHaveCountAsync(0);
            await LooksFineAsync("wait-place-left");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task The_desks_panel()
    {
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            var phone = $"01066639{++number}";
            await page.GotoAsync("/wait");
            await page.GetByRole(AriaRole.Link, new() { Name = language == "ar" ? "كشف باطنة" : "Internal medicine visit" }).ClickAsync();
            await page.Locator("main form button").ClickAsync();
            await page.GetByLabel(Words.Of(language).FullName).FillAsync(language == "ar" ? "صفية النمر" : "Sylvia Nash");
            await page.GetByLabel(Words.Of(language).Mobile).FillAsync(phone);
            await page.Locator("main form button").ClickAsync();
            await page.ArriveAsync(url => url.EndsWith("/wait/done", StringComparison.Ordinal));

            await new SignInScreen(page).SignInAsync("reception@nour.example");
            await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await page.Locator("button[title=L]").ClickAsync();
            await Assertions.Expect(page.Locator(".side-panel li").First).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(page, "desk-waitlist", device, language, dark);
            await page.Locator(".side-panel .panel-actions .button").First.ClickAsync();
            await Assertions.Expect(page.Locator("#wait-part")).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(page, "desk-waitlist-add", device, language, dark);
            await page.Context.CloseAsync();
        }
    }
}
