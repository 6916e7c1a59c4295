using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>The chat on each device: nothing for axe to find before, during and at the end of a conversation; by keyboard alone; and without script.</summary>
public sealed class ChatLooksRightTests(RunningPortal portal, Chromium chromium)
{
    [Fact]
    public async Task The_chat_is_fine_on_every_device()
    {
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            await page.GotoAsync("/");
            await page.Locator(".chat-launcher").ClickAsync();
            await Assertions.Expect(page.Locator(".chat-consent")).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(page, "chat-consent", device, language, dark);
            var chat = new ChatScreen(page);
            await page.Locator(".chat-start button").ClickAsync();
            await Assertions.Expect(chat.Replies).ToHaveCountAsync(1);
            await chat.SayAsync(language == "ar" ? "عايز احجز باطنة" : "I want to book internal medicine");
            await Support.Looks.ShouldBeFineAsync(page, "chat", device, language, dark);
            page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
            await page.Locator(".chat-end button").ClickAsync();
            await Assertions.Expect(page.Locator(".chat-consent")).ToBeVisibleAsync();
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task The_corners_window_opens_and_closes_by_keyboard_and_stays_open_over_pages()
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, "en");
        await page.GotoAsync("/");
        await page.Locator(".chat-launcher").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chat-start button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#chat textarea")).ToBeFocusedAsync();
        await page.GotoAsync("/book");
        await Assertions.Expect(page.Locator(".chat-window .chat-turn")).ToHaveCountAsync(1);
        await page.Locator("#chat textarea").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".chat-window")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".chat-launcher")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_message_that_could_not_be_sent_is_kept_and_sent_again()
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Phone, "en");
        var chat = new ChatScreen(page);
        await chat.OpenAsync();
        await page.RouteAsync("**/chat/say", route => route.AbortAsync());
        await chat.WriteAsync("how much is a skin visit?");
        var again = page.Locator(".chat-again");
        await Assertions.Expect(again).ToBeVisibleAsync();
        await page.UnrouteAsync("**/chat/say");
        await again.ClickAsync();
        await Assertions.Expect(chat.Replies).ToHaveCountAsync(2);
        await Assertions.Expect(chat.Replies.Last).ToContainTextAsync("450");
        await Assertions.Expect(again).ToHaveCountAsync(0);
    }
}
