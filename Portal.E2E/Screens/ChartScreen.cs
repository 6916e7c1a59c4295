namespace Portal.E2E.Screens;

/// <summary>A patient's record as the doctor works in it: by keys as far as there are keys.</summary>
public sealed class ChartScreen(IPage page, string language)
{
    readonly ChartScreenWords words = ChartScreenWords.Of(language);

    public ILocator Band => page.GetByRole(AriaRole.Note, new() { Name = words.Allergies, Exact = true });

    public ILocator Complaint => page.GetByLabel(words.Complaint, new() { Exact = true });

    public ILocator Saved => page.Locator(".note-state");

    /// <summary>Out of who was seen last.</summary>
    public async Task OpenTheLastAsync(string patient)
    {
        await page.GotoAsync("/doctor/patients");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = patient })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = patient }).ClickAsync();
        await IsReadyAsync(patient);
    }

    public async Task IsReadyAsync(string patient)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(patient);
        await Assertions.Expect(page.Locator("[data-listens]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>The note by its key; saved without being told to.</summary>
    public async Task WriteNoteAsync(string complaint, string plan)
    {
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(Complaint).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(complaint);
        await page.GetByLabel(words.Plan).FillAsync(plan);
        await Assertions.Expect(Saved).ToContainTextAsync(words.Saved);
    }

    public async Task SignAsync()
    {
        await page.GetByLabel(words.Plan).PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words.SignSure })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".signed")).ToBeVisibleAsync();
    }

    public async Task MeasureAsync(string pressure, string pulse)
    {
        await LeaveBoxAsync();
        await page.Keyboard.PressAsync("v");
        await Assertions.Expect(page.GetByLabel(words.Pressure)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(pressure);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(pulse);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".vital-values")).ToContainTextAsync("/");
    }

    /// <summary>The first that is found.</summary>
    public async Task DiagnoseAsync(string typed)
    {
        await LeaveBoxAsync();
        await page.Keyboard.PressAsync("d");
        await Assertions.Expect(page.GetByLabel(words.Diagnosis)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(typed);
        await Assertions.Expect(page.Locator("#icd-hits [role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".problems li").First).ToBeVisibleAsync();
    }

    public async Task PrescribeAsync(string medicine, string dose)
    {
        await LeaveBoxAsync();
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.Locator("[data-medicine]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(medicine);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(dose);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".pad-items li")).ToHaveCountAsync(1);
    }

    /// <summary>Sends the sheet; where it was warned of something, knowing that.</summary>
    public async Task SendPrescriptionAsync(bool warned)
    {
        await page.Locator("[data-medicine]").PressAsync("Control+Enter");
        if (warned)
        {
            await Assertions.Expect(page.Locator(".warnings")).ToBeVisibleAsync();
            await page.Locator(".warnings input[type=checkbox]").First.CheckAsync();
            await page.Locator(".pad button.button[type=submit]").ClickAsync();
        }

        await Assertions.Expect(page.Locator(".sheets li").First).ToBeVisibleAsync();
    }

    public Task LeaveBoxAsync() => page.EvaluateAsync("document.activeElement?.blur()");
}

/// <summary>What is written in a chart, in either language.</summary>
public sealed record ChartScreenWords(string Allergies, string Complaint, string Plan, string Saved, string SignSure, string Pressure, string Diagnosis)
{
    public static ChartScreenWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly ChartScreenWords English = new("Allergies", "Complaint", "Plan", "Saved", "Sign now", "Blood pressure", "Diagnosis");

    static readonly ChartScreenWords Arabic = new("الحساسية", "الشكوى", "الخطة", "حُفظ", "وقّع الآن", "ضغط الدم", "التشخيص");
}
