namespace Portal.E2E.Screens;

/// <summary>The desk's line of a session.</summary>
public sealed class QueueScreen(IPage page, string language)
{
    readonly QueueWords words = QueueWords.Of(language);
    int keys;

    public IPage Page => page;

    /// <summary>Keys that were pressed, besides the letters of a name and the digits of a phone.</summary>
    public int Keys => keys;

    public async Task OpenAsync(string doctor)
    {
        await page.GotoAsync("/desk/queue");
        await Assertions.Expect(page.Locator(".queue[data-listens]")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = words.Sessions }).GetByRole(AriaRole.Link, new() { Name = doctor }).ClickAsync();
        await Assertions.Expect(page.Locator(".sessions a[aria-current]").Filter(new() { HasText = doctor })).ToBeVisibleAsync();
    }

    public ILocator Row(string patient) => page.Locator(".line-row").Filter(new() { HasText = patient });

    public ILocator NowRow(string patient) => page.Locator(".now-row").Filter(new() { HasText = patient });

    /// <summary>W, the name, Enter, the phone of somebody new, Enter.</summary>
    /// <returns>What is said of the number that was given.</returns>
    public async Task<string> WalkInAsync(string name, string phone)
    {
        keys = 0;
        await page.Locator("h1").FocusAsync();
        await PressAsync("w");
        await Assertions.Expect(page.Locator("#patient-box")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await Assertions.Expect(page.Locator("#patient-box")).ToHaveValueAsync(name);
        await PressAsync("Enter");
        await Assertions.Expect(page.Locator("#new-phone")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(phone);
        await Assertions.Expect(page.Locator("#new-phone")).ToHaveValueAsync(phone);
        await PressAsync("Enter");
        var given = page.Locator(".given");
        await Assertions.Expect(given).ToContainTextAsync(name);
        return await given.InnerTextAsync();
    }

    public Task ArrivedAsync(string patient) => Row(patient).GetByRole(AriaRole.Button, new() { Name = words.Arrived, Exact = true }).ClickAsync();

    /// <summary>A key of the queue, once what it does is offered.</summary>
    public async Task KeyAsync(string code)
    {
        await Assertions.Expect(page.Locator($"button[data-key={code}]").First).ToBeVisibleAsync();
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync(code[^1..].ToLowerInvariant());
    }

    /// <returns>The link of a new screen in the waiting room.</returns>
    public async Task<string> MakeDisplayAsync(string name)
    {
        await page.Locator(".screens summary").ClickAsync();
        await page.GetByLabel(words.ScreenName).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = words.MakeLink }).ClickAsync();
        return await page.Locator(".made").InputValueAsync();
    }

    public Task RevokeDisplayAsync(string name) => page.Locator(".screen").Filter(new() { HasText = name }).GetByRole(AriaRole.Button).ClickAsync();

    async Task PressAsync(string key)
    {
        keys++;
        await page.Keyboard.PressAsync(key);
    }
}

/// <summary>What is written on the queue, in either language.</summary>
public sealed record QueueWords(string Sessions, string Arrived, string ScreenName, string MakeLink)
{
    public static QueueWords Of(string language) => language == "ar" ? new("عيادات اليوم", "حضر", "مكان الشاشة", "أنشئ رابطًا") : new("Today's sessions", "Arrived", "Where it hangs", "Make a link");
}
