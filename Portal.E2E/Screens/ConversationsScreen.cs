using System.Text.RegularExpressions;
using Portal.E2E.Support;

namespace Portal.E2E.Screens;

/// <summary>The desk's conversations: the list, the open one, and the strip that an emergency puts on every page.</summary>
public sealed class ConversationsScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Rows => page.Locator("[data-conversation]");

    public ILocator Alarm => page.Locator("[data-alarm]");

    public ILocator Transcript => page.GetByRole(AriaRole.Log);

    public ILocator ReplyBox => page.Locator("[data-reply]");

    public ILocator Row(string name) => Rows.Filter(new() { HasText = name });

    public async Task OpenAsync(string email, string path = "/desk/conversations")
    {
        await new SignInScreen(page).SignInAsync(email);
        await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(path);
    }

    /// <summary>The circuit answers: keys do something from here on.</summary>
    public Task IsReadyAsync() => Assertions.Expect(page.Locator(".conversations[data-listens]")).ToBeVisibleAsync();

    /// <summary>T: the box to write in has the focus.</summary>
    public async Task TakeOverByKeyAsync()
    {
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(ReplyBox).ToBeFocusedAsync();
    }

    public async Task AnswerAsync(string text)
    {
        await ReplyBox.FillAsync(text);
        await ReplyBox.PressAsync("Enter");
        await Assertions.Expect(Transcript).ToContainTextAsync(text);
        await Assertions.Expect(ReplyBox).ToHaveValueAsync("");
    }

    /// <summary>The window's name says that somebody waits, also when another window is in front.</summary>
    public Task TitleAlarmsAsync(bool isOn) => isOn
        ? Assertions.Expect(page).ToHaveTitleAsync(new Regex(@"^\(\d+\) ", RegexOptions.None, TimeSpan.FromSeconds(1)))
        : Assertions.Expect(page).Not.ToHaveTitleAsync(new Regex(@"^\(\d+\) ", RegexOptions.None, TimeSpan.FromSeconds(1)));
}
