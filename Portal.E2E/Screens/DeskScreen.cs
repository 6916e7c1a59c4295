using Portal.E2E.Support;

namespace Portal.E2E.Screens;

/// <summary>The desk's calendar and its side panel, by keyboard where a receptionist would use it.</summary>
public sealed class DeskScreen(IPage page, string language)
{
    readonly DeskWords words = DeskWords.Of(language);

    public IPage Page => page;

    public async Task OpenAsync(string email, string? day = null)
    {
        await new SignInScreen(page).SignInAsync(email);
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
        if (day is not null)
            await page.GotoAsync($"/desk?day={day}");
        await IsReadyAsync();
    }

    /// <summary>The circuit answers: keys do something from here on.</summary>
    public async Task IsReadyAsync()
    {
        await Assertions.Expect(page.Locator("[data-listens] [data-grid]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>The browser has the patient in the list it keeps for the time when the line is down.</summary>
    public Task KeepsAsync(string patient) =>
        page.WaitForFunctionAsync("name => sessionStorage.getItem('desk.today')?.includes(name)", patient);

    public ILocator Card(string patient) => page.Locator("[data-card]").Filter(new() { HasText = patient });

    public ILocator TimeOn(string patient) => Card(patient).Locator(".numbers");

    /// <summary>N, the name, the phone, Enter: whoever calls is booked at the first free time of the day.</summary>
    public async Task BookByKeyboardAsync(string name, string phone)
    {
        await page.Keyboard.PressAsync("n");
        await EnterNewPatientAsync(name, phone);
        await page.GetByLabel(words.Phone).PressAsync("Enter");
        await Assertions.Expect(Card(name)).ToBeVisibleAsync();
    }

    /// <summary>A click on a free place of the first doctor who works that day: the booking begins there.</summary>
    /// <param name="hour">Counted from the opening.</param>
    public async Task BookInFirstColumnAsync(int hour, string name, string phone)
    {
        var column = page.Locator(".column:has(.open)").First;
        var opens = await column.Locator(".open").First.EvaluateAsync<float>("open => open.offsetTop");
        await column.ClickAsync(new() { Position = new() { X = 40, Y = opens + 6 + 132 * hour } });
        await EnterNewPatientAsync(name, phone);
        await page.GetByLabel(words.Phone).PressAsync("Enter");
        await Assertions.Expect(Card(name)).ToBeVisibleAsync();
    }

    /// <returns>Whether somebody was free at once.</returns>
    public async Task<bool> WalkInByKeyboardAsync(string name, string phone)
    {
        await page.Keyboard.PressAsync("w");
        await EnterNewPatientAsync(name, phone);
        await page.GetByLabel(words.Phone).PressAsync("Enter");
        // at night nobody is free and the next times are offered
        var later = page.GetByRole(AriaRole.Button, new() { Name = words.WalkInLater });
        await Assertions.Expect(later.Or(page.Locator(".mud-snackbar").Filter(new() { HasText = name }))).ToBeVisibleAsync();
        if (!await later.IsVisibleAsync())
            return true;
        await later.ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = name })).ToBeVisibleAsync();
        return false;
    }

    public async Task EnterNewPatientAsync(string name, string phone)
    {
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = words.Patient });
        await box.PressSequentiallyAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = words.NewPatient }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel(words.Name, new() { Exact = true })).ToHaveValueAsync(name);
        await page.GetByLabel(words.Phone).FillAsync(phone);
    }

    /// <summary>M on the card, one of the day's free times, Enter.</summary>
    public async Task MoveByKeyboardAsync(string patient)
    {
        await Card(patient).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Locator(".panel-form .chip").Nth(3).PressAsync("Enter");
        var send = page.Locator(".panel-form button[type=submit]");
        await Assertions.Expect(send).ToBeEnabledAsync();
        await send.PressAsync("Enter");
    }

    /// <summary>Takes the card by the mouse and lets it go some pixels lower.</summary>
    public async Task DragAsync(string patient, int down)
    {
        await Card(patient).ScrollIntoViewIfNeededAsync();
        var box = (await Card(patient).BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + 8);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y + down / 2f, new() { Steps = 4 });
        await page.Mouse.MoveAsync(x, y + down, new() { Steps = 4 });
        await Assertions.Expect(page.Locator(".ghost")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
    }

    public async Task MarkAsync(string patient, string act)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = act, Exact = true });
        if (!await button.IsVisibleAsync())
            await Card(patient).ClickAsync();
        await button.ClickAsync();
    }

    public async Task CancelAsync(string patient, string reason)
    {
        await Card(patient).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Cancel, Exact = true }).ClickAsync();
        await page.GetByLabel(words.Why).FillAsync(reason);
        await page.GetByLabel(words.Why).PressAsync("Enter");
    }
}

/// <summary>What is written on the desk, in either language.</summary>
public sealed record DeskWords(string Patient, string NewPatient, string Name, string Phone, string WalkInLater, string Arrived, string Done, string Cancel, string Why)
{
    public static DeskWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly DeskWords English = new("Patient", "New patient", "Name", "Phone", "Book this time", "Arrived", "Done", "Cancel it", "Why is it cancelled?");

    static readonly DeskWords Arabic = new("المريض", "مريض جديد", "الاسم", "الهاتف", "احجز هذا الوقت", "حضر", "تم", "إلغاء الموعد", "ما سبب الإلغاء؟");
}
