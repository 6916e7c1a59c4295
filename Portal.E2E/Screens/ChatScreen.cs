namespace Portal.E2E.Screens;

/// <summary>The chat of a clinic's site, as a patient uses it.</summary>
public sealed class ChatScreen(IPage page)
{
    // a model may take ten seconds before the scripted mind answers in its place
    const float LongestTurn = 20_000;

    public IPage Page => page;

    public ILocator Log => page.GetByRole(AriaRole.Log);

    public ILocator State => page.Locator(".chat-state");

    public ILocator Choices => page.Locator(".chat-quick button");

    ILocator Box => page.Locator("#chat textarea");

    /// <summary>What the agent and staff said, each once it is whole.</summary>
    public ILocator Replies => page.Locator(".chat-turn[data-n]:not(.patient)");

    /// <summary>By the corner's button of the first page; it asks for consent before anything is said.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync("/");
        await page.Locator(".chat-launcher").ClickAsync();
        await Assertions.Expect(page.Locator(".chat-consent")).ToBeVisibleAsync();
        await page.Locator(".chat-start button").ClickAsync();
        await Assertions.Expect(Replies).ToHaveCountAsync(1, new() { Timeout = LongestTurn });
    }

    /// <summary>Types it and waits for the reply.</summary>
    public async Task<string> SayAsync(string text)
    {
        var before = await Replies.CountAsync();
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        return await ReplyAfterAsync(before);
    }

    /// <summary>Presses the first of what is offered.</summary>
    public async Task<string> ChooseFirstAsync()
    {
        var before = await Replies.CountAsync();
        await Choices.First.ClickAsync();
        return await ReplyAfterAsync(before);
    }

    /// <summary>A message that a person will answer, or nobody.</summary>
    public async Task WriteAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        await Assertions.Expect(Log).ToContainTextAsync(text);
    }

    async Task<string> ReplyAfterAsync(int before)
    {
        await Assertions.Expect(Replies).ToHaveCountAsync(before + 1, new() { Timeout = LongestTurn });
        return await Replies.Last.InnerTextAsync();
    }
}
