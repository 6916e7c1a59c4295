using Portal.E2E.Support;

namespace Portal.E2E.Screens;

/// <summary>The patient's own pages under /me.</summary>
public sealed class MineScreen(IPage page, string language)
{
    readonly bool arabic = language == "ar";

    public IPage Page => page;

    public string NoneComing => arabic ? "ليس لديك موعد قادم." : "You have no coming appointment.";

    public async Task AskForCodeAsync(string phone)
    {
        await page.GotoAsync("/me");
        await page.GetByLabel(Words.Of(language).Mobile).FillAsync(phone);
        await page.GetByRole(AriaRole.Button, new() { Name = arabic ? "أرسل لي رمزًا" : "Send me a code" }).ClickAsync();
    }

    public async Task SignInAsync(string code)
    {
        await page.GetByLabel(Words.Of(language).Code).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = arabic ? "سجّل الدخول" : "Sign in" }).ClickAsync();
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/me");
    }

    public async Task OpenOnlyAppointmentAsync(string firstName)
    {
        await Assertions.Expect(page.Locator("a.choice")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("a.choice")).ToContainTextAsync(firstName);
        await page.Locator("a.choice").ClickAsync();
    }

    public async Task MoveToFirstFreeTimeAsync()
    {
        var move = Words.Of(language).MoveIt;
        await page.GetByRole(AriaRole.Link, new() { Name = move }).ClickAsync();
        await page.Locator("ul.times a").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = move }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("/a/", StringComparison.Ordinal) && !url.Contains("/move", StringComparison.Ordinal));
    }
}
