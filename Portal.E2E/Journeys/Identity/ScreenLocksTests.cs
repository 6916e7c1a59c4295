using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Identity;

/// <summary>A desk that is left alone hides its patients, and is there again as it was for whoever knows the password.</summary>
public sealed class ScreenLocksTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_screen_left_alone_locks_and_gives_back_what_was_half_typed(string language)
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language, dark: language == "ar");
        await new DeskScreen(page, language).OpenAsync(await portal.ColleagueAsync(like: "reception@nour.example"));
        await page.Keyboard.PressAsync("n");
        await page.Locator("#patient-box").FillAsync("سعاد");

        // the quarter of an hour, shortened
        await page.EvaluateAsync("() => { document.getElementById('lock').dataset.after = '1'; dispatchEvent(new Event('focus')); }");
        var screen = page.Locator("dialog#lock");
        await Assertions.Expect(screen).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#patient-box")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-card]").First).ToBeHiddenAsync();
        await Support.Looks.ShouldBeFineAsync(page, "staff-locked", Device.Desktop, language, language == "ar");
        await page.EvaluateAsync("() => { document.getElementById('lock').dataset.after = '900'; }");

        // neither Escape nor the desk's own keys get past it
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(screen).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#lock-password")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("wrong-password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#lock-wrong")).ToBeVisibleAsync();
        await Support.Looks.ShouldBeFineAsync(page, "staff-locked-wrong", Device.Desktop, language, language == "ar");

        // another tab is led to the sign-in page, and back to its address
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/desk/outbox");
        second.Url.ShouldContain("/account/sign-in?returnUrl=%2Fdesk%2Foutbox");
        await second.CloseAsync();

        await page.Keyboard.TypeAsync(SignInScreen.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#patient-box")).ToHaveValueAsync("سعاد");
        await Assertions.Expect(page.Locator("#patient-box")).ToBeFocusedAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-grid]")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
