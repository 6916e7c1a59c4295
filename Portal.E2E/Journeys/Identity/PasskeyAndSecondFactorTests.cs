using OtpNet;
using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Identity;

/// <summary>The two ways in that a stolen password does not open. Accounts that no other journey signs in with.</summary>
public sealed class PasskeyAndSecondFactorTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "أضف مفتاح مرور")]
    [InlineData("en", "Add a passkey")]
    public async Task A_passkey_that_was_added_signs_in_and_opens_the_locked_screen_without_a_password(string language, string add)
    {
        var page = await chromium.VisitorAsync(portal, "cedar", Device.Desktop, language);
        await using var _ = await AuthenticatorAsync(page);
        await new SignInScreen(page).SignInAsync("doctor@cedar.example");
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/doctor");

        await page.GotoAsync("/account/manage");
        await page.GetByRole(AriaRole.Button, new() { Name = add }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("saved=true", StringComparison.OrdinalIgnoreCase));

        await page.Context.ClearCookiesAsync();
        await page.Context.AddCookiesAsync([new() { Name = "lang", Value = language, Url = portal.Address("cedar") }]);
        // an authenticator that agrees by itself answers the page before the button can be pressed
        await page.GotoAsync("/account/sign-in", new() { WaitUntil = WaitUntilState.Commit });
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/doctor");

        await Assertions.Expect(page.Locator(".doctor-day h1")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { document.getElementById('lock').dataset.after = '0'; dispatchEvent(new Event('focus')); }");
        await Assertions.Expect(page.Locator("dialog#lock [data-passkey]")).ToBeVisibleAsync();
        await Support.Looks.ShouldBeFineAsync(page, "staff-locked-passkey", Device.Desktop, language, dark: false);
        await page.EvaluateAsync("() => { document.getElementById('lock').dataset.after = '900'; }");
        await page.Locator("dialog#lock [data-passkey]").ClickAsync();
        await Assertions.Expect(page.Locator("dialog#lock")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".doctor-day h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_the_second_step_a_password_alone_opens_nothing_and_a_recovery_code_helps_once()
    {
        var email = await portal.ColleagueAsync(like: "admin@cedar.example");
        var page = await chromium.VisitorAsync(portal, "cedar", Device.Desktop, "en");
        await new SignInScreen(page).SignInAsync(email);
        await page.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await page.GotoAsync("/account/manage?setup=true#second-factor");
        var key = (await page.Locator("#second-factor code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var app = new Totp(Base32Encoding.ToBytes(key));
        await page.GetByLabel("Code from the app").FillAsync(app.ComputeTotp());
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        var recovery = await page.Locator(".recovery-codes code").First.InnerTextAsync();

        // the next code of the app: the one it showed a moment ago is used up
        await SecondStepAsync("Code from the app", () => app.ComputeTotp(DateTime.UtcNow.AddSeconds(30)), expectIn: true);
        await SecondStepAsync("Code from the app", () => "000000", expectIn: false);
        await RecoverAsync(expectIn: true);
        await RecoverAsync(expectIn: false);

        async Task SecondStepAsync(string label, Func<string> code, bool expectIn)
        {
            var person = await chromium.VisitorAsync(portal, "cedar", Device.Phone, "en");
            await new SignInScreen(person).SignInAsync(email);
            await person.ArriveAsync(url => url.Contains("/account/second-factor", StringComparison.Ordinal));
            await person.GetByLabel(label).FillAsync(code());
            await person.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await OutcomeAsync(person, expectIn);
        }

        async Task RecoverAsync(bool expectIn)
        {
            var person = await chromium.VisitorAsync(portal, "cedar", Device.Phone, "en");
            await new SignInScreen(person).SignInAsync(email);
            await person.GetByRole(AriaRole.Link, new() { Name = "I don't have my phone: use a recovery code" }).ClickAsync();
            await person.GetByLabel("Recovery code").FillAsync(recovery);
            await person.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await OutcomeAsync(person, expectIn);
        }
    }

    static async Task OutcomeAsync(IPage person, bool isIn)
    {
        if (isIn)
            await person.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        else
            await Assertions.Expect(person.Locator(".error").First).ToBeVisibleAsync();
    }

    // a platform authenticator that always agrees, as the browser's developer protocol offers one
    static async Task<IAsyncDisposable> AuthenticatorAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true,
            },
        });
        return new Session(browser);
    }

    sealed class Session(ICDPSession session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await session.DetachAsync();
    }
}
