namespace Portal.E2E.Screens;

/// <summary>The desk's list of patients and one person's page, by keyboard where a receptionist would use it.</summary>
public sealed class PatientsScreen(IPage page, string language)
{
    readonly PatientsWords words = PatientsWords.Of(language);

    public IPage Page => page;

    public async Task OpenAsync()
    {
        await page.GotoAsync("/desk/patients");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
    }

    /// <summary>Types, and waits for the first who is found.</summary>
    public async Task FindAsync(string typed, string expected)
    {
        await page.GetByRole(AriaRole.Combobox).FillAsync("");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync(typed);
        await Assertions.Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = expected }).First).ToBeVisibleAsync();
    }

    public async Task OpenFirstAsync(string name)
    {
        await page.GetByRole(AriaRole.Combobox).PressAsync("Enter");
        await ShouldShowAsync(name);
    }

    public async Task AddAsync(string name, string phone)
    {
        await page.GetByRole(AriaRole.Combobox).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = words.New, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#new-name")).ToHaveValueAsync(name);
        await page.Locator("#new-phone").FillAsync(phone);
        await page.Locator("#new-phone").PressAsync("Enter");
        await ShouldShowAsync(name);
    }

    public async Task ShouldShowAsync(string name)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>The person's page from one of its tabs.</summary>
    public async Task TurnToAsync(string tab)
    {
        await page.Locator($".tabs a[href*='tab={tab}']").ClickAsync();
        await Assertions.Expect(page.Locator($".tabs a[href*='tab={tab}']")).ToHaveAttributeAsync("aria-current", "page");
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    public async Task WriteNoteAsync(string text)
    {
        await TurnToAsync("notes");
        await page.GetByLabel(words.Note, new() { Exact = true }).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = words.Save, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".note").Filter(new() { HasText = text })).ToBeVisibleAsync();
    }

    /// <summary>Compares with the record that is suggested, and merges it into this one.</summary>
    public async Task MergeSuggestedAsync(string other)
    {
        await TurnToAsync("duplicates");
        await page.Locator(".duplicate").Filter(new() { HasText = other }).GetByRole(AriaRole.Button, new() { Name = words.Compare }).ClickAsync();
        await Assertions.Expect(page.Locator(".merge table")).ToBeVisibleAsync();
    }

    public async Task ConfirmMergeAsync(string other)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = words.Merge, Exact = true }).ClickAsync();
        await Assertions.Expect(Merged(other)).ToBeVisibleAsync();
    }

    public async Task TakeApartAsync(string other)
    {
        await Merged(other).GetByRole(AriaRole.Button).ClickAsync();
        await Merged(other).Locator(".danger").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words.Compare })).ToBeVisibleAsync();
    }

    ILocator Merged(string other) => page.Locator(".duplicate").Filter(new() { HasText = other }).Filter(new() { HasText = words.MergedAt });
}

/// <summary>What is written on the pages of patients, in either language.</summary>
public sealed record PatientsWords(string New, string Note, string Save, string Compare, string Merge, string MergedAt)
{
    public static PatientsWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly PatientsWords English = new("New patient", "Note", "Save", "Compare", "Merge the two", "Merged");

    static readonly PatientsWords Arabic = new("مريض جديد", "الملاحظة", "احفظ", "قارن", "ادمج السجلين", "دُمج");
}
