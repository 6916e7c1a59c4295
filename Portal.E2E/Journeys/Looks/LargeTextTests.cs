using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Looks;

/// <summary>Who has the text at twice its size still books with a thumb: nothing is cut off and nothing needs a sideways scroll.</summary>
public sealed class LargeTextTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "كشف نساء وتوليد")]
    [InlineData("en", "Women's health visit")]
    public async Task The_booking_pages_at_twice_the_text_size(string language, string service)
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Phone, language);
        // what a phone's text-size setting does: everything that is measured in letters doubles
        await page.AddInitScriptAsync("addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })");
        await page.GotoAsync("/");
        await ShouldFitAsync(page, "home");
        await page.GotoAsync("/book");
        await ShouldFitAsync(page, "services");
        var booking = new BookingScreen(page, language);
        await booking.ChooseAsync(service);
        await page.ArriveAsync(url => url.Contains("/book/", StringComparison.Ordinal));
        await ShouldFitAsync(page, "times");
        await booking.ChooseATimeAsync();
        await page.ArriveAsync(url => url.Contains("/details", StringComparison.Ordinal));
        await ShouldFitAsync(page, "details");
        await page.GotoAsync("/me/sign-in");
        await ShouldFitAsync(page, "sign-in");
    }

    static async Task ShouldFitAsync(IPage page, string name)
    {
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, $"{name} scrolls sideways");
        // a box whose text is longer than it and hidden: a button or a line that is cut off (the row of days scrolls, as it says)
        (await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main *')].filter(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.clientWidth > 8
              && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2) && e.innerText).map(e => e.outerHTML.slice(0, 120))
            """)).ShouldBeEmpty($"{name} cuts something off");
    }
}
