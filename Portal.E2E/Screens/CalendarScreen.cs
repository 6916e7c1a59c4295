using System.Globalization;

namespace Portal.E2E.Screens;

/// <summary>The desk's calendar in the hand: cards taken by the middle and by the edge, menus, months, rooms and paper.</summary>
public sealed class CalendarScreen(IPage page, string language)
{
    public CalendarWords Words { get; } = CalendarWords.Of(language);

    public IPage Page => page;

    public DeskScreen Desk { get; } = new(page, language);

    public ILocator Ghost => page.Locator(".ghost");

    public ILocator Menu => page.GetByRole(AriaRole.Menu);

    public ILocator Said => page.Locator(".mud-snackbar");

    public async Task GoAsync(string path)
    {
        await page.GotoAsync(path);
        await Desk.IsReadyAsync();
    }

    /// <summary>The free place of a column at a time of its day, counted from eight.</summary>
    public async Task BookAtAsync(int column, int minutes, string name, string phone)
    {
        var (x, y) = await AtAsync(column, minutes);
        await page.Mouse.ClickAsync(x, y);
        await Desk.EnterNewPatientAsync(name, phone);
        await page.Locator("#new-phone").PressAsync("Enter");
        await Assertions.Expect(Desk.Card(name)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".side-panel")).ToHaveCountAsync(0);
    }

    /// <summary>Where on the screen a time of a column is; scrolled into sight first.</summary>
    public async Task<(float X, float Y)> AtAsync(int column, int minutes)
    {
        var body = page.Locator("[data-column]").Nth(column);
        await page.Locator("[data-grid]").EvaluateAsync("(grid, top) => grid.scrollTop = Math.max(0, top - 160)", minutes * 2.2);
        var box = (await body.BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + (float)(minutes * 2.2) + 3);
    }

    /// <summary>Takes a card and holds it over a place; it is not let go yet.</summary>
    public async Task HoldOverAsync(string patient, int column, int minutes)
    {
        var (x, y) = await AtAsync(column, minutes);
        var box = (await Desk.Card(patient).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + 4);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y - 30, new() { Steps = 3 });
        await page.Mouse.MoveAsync(x, y + 1, new() { Steps = 3 });
        await Assertions.Expect(Ghost).ToBeVisibleAsync();
    }

    /// <summary>Takes the lower edge of a card and pulls it down by so many minutes; it is not let go yet.</summary>
    public async Task PullEdgeAsync(string patient, int minutes)
    {
        await Desk.Card(patient).ScrollIntoViewIfNeededAsync();
        var box = (await Desk.Card(patient).BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height - 2);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y + 8, new() { Steps = 2 });
        await page.Mouse.MoveAsync(x, y + (float)(minutes * 2.2), new() { Steps = 3 });
        await Assertions.Expect(Ghost).ToBeVisibleAsync();
    }

    public Task LetGoAsync() => page.Mouse.UpAsync();

    /// <summary>A day far enough ahead that nobody looks at it, as addresses say it.</summary>
    public static string Ahead(int days) => DateTime.UtcNow.Date.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What is written there, in either language.</summary>
public sealed record CalendarWords(
    string Busy, string Outside, string Arrived, string SaysTheyCome, string WillCome, string CopyPhone, string Longer, string ByRoom, string Month, string Print, string Filter, string Booked, string Found, string SeriesPlan, string SeriesOpen, string LeaveOut)
{
    public static CalendarWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly CalendarWords English = new(
        "is busy", "Outside the hours", "Arrived", "Says they come", "Will come", "Copy the phone", "5 minutes longer", "By room", "Month", "Print", "Filter", "booked", "found", "Show the sessions", "Several sessions instead",
        "Leave this session out");

    static readonly CalendarWords Arabic = new(
        "مشغول", "خارج ساعات", "حضر", "أكد حضوره", "أكد حضوره", "انسخ الهاتف", "أطول ٥ دقائق", "بالغرفة", "شهر", "طباعة", "تصفية", "محجوز", "وُجد", "اعرض الجلسات", "جلسات متعددة بدلًا من ذلك", "اترك هذه الجلسة");
}
