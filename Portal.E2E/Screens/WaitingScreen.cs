namespace Portal.E2E.Screens;

/// <summary>The pages of the waiting list as a patient sees them.</summary>
public sealed class WaitingScreen(IPage page, string language)
{
    readonly WaitingWords words = WaitingWords.Of(language);

    public IPage Page => page;

    /// <summary>Waits for a time on one day, from the page that says that it is full.</summary>
    public async Task JoinFromFullDayAsync(string name, string phone)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = words.TellMe }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.WhichTimes })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Continue }).ClickAsync();
        await page.GetByLabel(words.Name).FillAsync(name);
        await page.GetByLabel(words.Phone).FillAsync(phone);
        await page.GetByRole(AriaRole.Button, new() { Name = words.Join }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.OnTheList })).ToBeVisibleAsync();
    }

    public async Task AcceptAsync()
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.TimeIsFree })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Accept }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Yours })).ToBeVisibleAsync();
    }
}

sealed record WaitingWords(string TellMe, string WhichTimes, string Continue, string Name, string Phone, string Join, string OnTheList, string TimeIsFree, string Accept, string Yours)
{
    public static WaitingWords Of(string language) => language == "ar"
        ? new("أخبرني إذا توفر موعد", "أي المواعيد تناسبك؟", "تابع", "الاسم بالكامل", "رقم الموبايل", "أضفني إلى قائمة الانتظار", "اسمك في قائمة الانتظار", "يوجد موعد لك", "نعم، أقبل الموعد", "الموعد لك")
        : new("Tell me if a time comes free", "Which times would suit you?", "Continue", "Full name", "Mobile number", "Put me on the waiting list", "You are on the waiting list", "A time is free for you", "Yes, I take it", "The time is yours");
}
