using Portal.E2E.Support;

namespace Portal.E2E.Screens;

/// <summary>The page of a ticket: in line, then what has become of it.</summary>
public sealed class RushScreen(IPage page, string language)
{
    readonly RushWords words = RushWords.Of(language);

    public IPage Page => page;

    public RushWords Words => words;

    public async Task ShouldBeInLineAsync(int place)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.InLine })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".turn-number strong")).ToHaveTextAsync(words.Number(place));
    }

    public Task ShouldHaveLostAsync() => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Quicker })).ToBeVisibleAsync();

    public Task TakeTheNearestAsync() => page.Locator("main form button.time").First.ClickAsync();

    /// <summary>Opens the door for good, on the administrator's page.</summary>
    public static async Task OpenTheDoorAsync(IPage admin, string email)
    {
        await new SignInScreen(admin).SignInAsync(email);
        await admin.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await admin.GotoAsync("/admin/clinic");
        await admin.Locator("#rush-mode").SelectOptionAsync("Always");
        await admin.Locator(".form:has(#rush-mode) button.button").ClickAsync();
        await Assertions.Expect(admin.Locator(".form:has(#rush-mode) .saved")).ToBeVisibleAsync();
    }
}

public sealed record RushWords(string InLine, string Quicker, string Count, Func<int, string> Number)
{
    public static RushWords Of(string language) => language == "ar"
        ? new("أنت في الطابور", "سبقك شخص آخر", "في الطابور: ", number => string.Concat($"{number}".Select(digit => (char)(digit - '0' + '٠'))))
        : new("You are in line", "Somebody was quicker", "In line: ", number => $"{number}");
}
