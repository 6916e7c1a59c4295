namespace Portal.E2E.Screens;

/// <summary>The clinic's page and the steps of booking on it, up to the booked appointment.</summary>
public sealed class BookingScreen(IPage page, string language)
{
    readonly Words words = Words.Of(language);

    public IPage Page => page;

    /// <summary>The day that was chosen, as in the address.</summary>
    public string Day { get; private set; } = "";

    public async Task OpenAsync()
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = words.Book }).ClickAsync();
    }

    public Task ChooseAsync(string serviceOrDoctor) => page.GetByRole(AriaRole.Link, new() { Name = serviceOrDoctor }).First.ClickAsync();

    /// <summary>Takes the last free time of the last day of the week that has enough of them: far from what other journeys book.</summary>
    /// <returns>The time as the page writes it.</returns>
    public async Task<string> ChooseATimeAsync(int fromTheEnd = 0)
    {
        var (days, times) = (page.Locator("a.day:not(.none)"), page.Locator("ul.times button"));
        for (var day = await days.CountAsync() - 1; day >= 0; day--)
        {
            await days.Nth(day).ClickAsync();
            await Assertions.Expect(days.Nth(day)).ToHaveAttributeAsync("aria-current", "date");
            await Assertions.Expect(times.First).ToBeVisibleAsync();
            if (await times.CountAsync() > fromTheEnd)
                break;
        }

        Day = page.Url.Split("day=")[1][..10];
        var time = times.Nth(await times.CountAsync() - 1 - fromTheEnd);
        var text = (await time.InnerTextAsync()).Trim();
        await time.ClickAsync();
        return text;
    }

    public async Task FillInAsync(string name, string phone)
    {
        await page.GetByLabel(words.FullName).FillAsync(name);
        await page.GetByLabel(words.Mobile).FillAsync(phone);
        await page.GetByRole(AriaRole.Button, new() { Name = words.Continue }).ClickAsync();
    }

    public async Task EnterCodeAsync(string code)
    {
        await page.GetByLabel(words.Code).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = words.ConfirmAndBook }).ClickAsync();
    }

    public Task ShouldBeBookedAsync() => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Booked })).ToBeVisibleAsync();

    public async Task CancelAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = words.CancelIt }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.YesCancel }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Cancelled })).ToBeVisibleAsync();
    }
}
