using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>What the administrator changes is previewed while it is typed, and on the clinic's page once it is saved.</summary>
public sealed class AdminChangesTheOfferTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "كشف باطنة", "431", "٤٣١")]
    [InlineData("en", "Children's visit", "377", "٣٧٧")]
    public async Task A_longer_visit_leaves_fewer_times_and_its_price_is_on_the_page(string language, string service, string price, string arabicPrice)
    {
        var clinic = $"offer-{language}"; // another length of visit is not what other journeys count on
        await portal.CloneClinicAsync("nour", clinic);
        var admin = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        await new SignInScreen(admin).SignInAsync("admin@nour.example");
        await admin.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await admin.GotoAsync("/admin");
        await admin.GetByRole(AriaRole.Button, new() { Name = service, Exact = true }).ClickAsync();
        var preview = admin.Locator(".preview-days");
        await Assertions.Expect(preview).ToBeVisibleAsync();
        var before = await preview.InnerTextAsync();

        await admin.Locator("#minutes").FillAsync("60");
        await Assertions.Expect(preview).Not.ToHaveTextAsync(before, new() { UseInnerText = true });
        await admin.Locator("#price").FillAsync(price);
        await admin.Locator(".form:has(#minutes) button.button").ClickAsync();
        await Assertions.Expect(admin.Locator(".saved")).ToBeVisibleAsync();

        var visitor = await chromium.VisitorAsync(portal, clinic, Device.Phone, language);
        await visitor.GotoAsync("/");
        await Assertions.Expect(visitor.GetByRole(AriaRole.Link, new() { Name = service })).ToContainTextAsync(language == "ar" ? arabicPrice : price);
    }
}
