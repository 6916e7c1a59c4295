namespace Portal.E2E.Screens;

/// <summary>The staff's sign-in page.</summary>
public sealed class SignInScreen(IPage page)
{
    public const string Password = "Portal-demo-1";

    public async Task SignInAsync(string email, string password = Password)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("input[type=password]").PressAsync("Enter");
    }
}
