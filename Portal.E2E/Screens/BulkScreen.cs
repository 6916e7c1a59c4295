using Portal.E2E.Support;

namespace Portal.E2E.Screens;

/// <summary>The page of a doctor's absence: its preview, and how far it is.</summary>
public sealed class BulkScreen(IPage page, string language)
{
    public BulkWords Words { get; } = BulkWords.Of(language);

    public ILocator Row(string patient) => page.Locator("[data-row]").Filter(new() { HasText = patient });

    /// <summary>The column that a patient's card stands in.</summary>
    public async Task<string> DoctorOfAsync(string patient) =>
        (await page.Locator(".column").Filter(new() { Has = page.Locator("[data-card]").Filter(new() { HasText = patient }) }).GetAttributeAsync("data-column"))!.Split('|')[0];

    public async Task OpenFromColumnAsync(string doctor)
    {
        var link = page.Locator($".column-acts a[href*='{doctor}']");
        await page.Locator(".column-menu").Filter(new() { Has = link }).Locator("summary").PressAsync("Enter");
        await link.ClickAsync();
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk/bulk");
        await Assertions.Expect(page.Locator(".bulk-start .button")).ToBeEnabledAsync();
    }

    public async Task ChooseKindAsync(string kind)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = kind, Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = kind, Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Locator(".bulk-start .button")).ToBeEnabledAsync();
    }

    public async Task StartAsync()
    {
        await page.Locator(".bulk-start .button").PressAsync("Enter");
        await page.ArriveAsync(url => new Uri(url).AbsolutePath.StartsWith("/desk/bulk/", StringComparison.Ordinal));
    }

    public Task ShouldBeDoneAsync() => Assertions.Expect(page.Locator(".bulk-state")).ToHaveTextAsync(Words.Done, new() { Timeout = 30_000 });

    /// <summary>At the desk, and on the phone of somebody who is not there.</summary>
    public async Task ShouldBeFineAsync(string name)
    {
        await Looks.ShouldBeFineAsync(page, name, Device.Desktop, language, false);
        await page.SetViewportSizeAsync(390, 844);
        await Looks.ShouldBeFineAsync(page, name, Device.Phone, language, false);
        await page.SetViewportSizeAsync(1366, 768);
    }
}

/// <summary>What is written there, in either language.</summary>
public sealed record BulkWords(string Offer, string Done, string Moved, string CallThem, string Chosen, string MovedTitle)
{
    public static BulkWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly BulkWords English = new("Offer other times", "Done", "Moved", "Have not chosen: call them", "Has chosen", "Your appointment was moved");

    static readonly BulkWords Arabic = new("اعرض مواعيد أخرى", "تم", "نُقل", "لم يختاروا بعد: اتصل بهم", "اختار", "تم تغيير موعدك");
}
