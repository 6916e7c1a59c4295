namespace Portal.E2E.Screens;

/// <summary>Money at the desk: the fee in an appointment's panel, the shift, the month.</summary>
public sealed class MoneyScreen(IPage page, string language)
{
    readonly MoneyWords words = MoneyWords.Of(language);

    public IPage Page => page;

    public ILocator Receipt => page.Locator(".payment .receipt");

    /// <summary>The discount, its reason, Enter; the fee is filled in already.</summary>
    public async Task TakeAsync(string discount, string reason)
    {
        await Assertions.Expect(page.GetByLabel(words.Fee, new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(discount);
        await Assertions.Expect(page.GetByLabel(words.Reason)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(reason);
        await Assertions.Expect(page.GetByLabel(words.Reason)).ToHaveValueAsync(reason);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Receipt).ToHaveCountAsync(1);
    }

    /// <returns>The paper, opened in a window of its own.</returns>
    public async Task<IPage> PrintAsync() => await page.RunAndWaitForPopupAsync(() => Receipt.GetByRole(AriaRole.Link).ClickAsync());

    public async Task OpenAsync()
    {
        await page.GotoAsync("/desk/money");
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    public async Task CountAsync(string cash)
    {
        await page.GetByLabel(words.Counted).FillAsync(cash);
        await page.GetByLabel(words.Counted).PressAsync("Enter");
    }

    public async Task CloseWithANoteAsync(string note)
    {
        await page.GetByLabel(words.Note).FillAsync(note);
        await page.GetByLabel(words.Note).PressAsync("Enter");
        await Assertions.Expect(page.GetByText(words.Closed)).ToBeVisibleAsync();
    }

    public async Task OpenMonthAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = words.Month, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".tiles")).ToBeVisibleAsync();
    }

    /// <returns>The file's text.</returns>
    public async Task<string> ExportAsync(string kind)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($".month-export a[href*='.{kind}']").ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}

/// <summary>What is written about money, in either language.</summary>
public sealed record MoneyWords(string Fee, string Reason, string Counted, string Note, string Closed, string Month)
{
    public static MoneyWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly MoneyWords English = new("Fee", "Why the discount?", "Cash you counted", "What happened?", "The shift is closed.", "The month");

    static readonly MoneyWords Arabic = new("قيمة الكشف", "ما سبب الخصم؟", "النقد الذي عددته", "ماذا حدث؟", "أُغلقت الوردية.", "الشهر");
}
