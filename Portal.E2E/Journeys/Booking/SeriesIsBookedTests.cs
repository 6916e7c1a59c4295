using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A course of treatment is booked together; the week when somebody else has the time gets another one.</summary>
public sealed class SeriesIsBookedTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("en", "Millicent Ashby", "01067771123")]
    [InlineData("ar", "عصمت الديب", "01067772123")]
    public async Task A_series_is_booked_and_a_conflict_gets_another_time(string language, string name, string phone)
    {
        var slug = await portal.ClinicAsync(language, doctors: 1);
        await portal.FillAsync(slug, CalendarScreen.Ahead(10), each: 9, minutes: 20); // of the second week, until eleven
        var page = await chromium.VisitorAsync(portal, slug, Device.Desktop, language);
        var screen = new CalendarScreen(page, language);
        await screen.Desk.OpenAsync($"reception@{(language == "ar" ? "nour" : "cedar")}.example", CalendarScreen.Ahead(3));

        await page.Keyboard.PressAsync("n");
        await page.GetByRole(AriaRole.Button, new() { Name = screen.Words.SeriesOpen }).ClickAsync();
        await Assertions.Expect(page.Locator("#series-count")).ToBeVisibleAsync();
        await screen.Desk.EnterNewPatientAsync(name, phone);
        await page.Locator("#series-count").FillAsync("3");
        await LooksFineAsync(page, "series-1-wish", language);
        await page.GetByRole(AriaRole.Button, new() { Name = screen.Words.SeriesPlan }).ClickAsync();

        await Assertions.Expect(page.Locator(".series li")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".series li.conflict")).ToHaveCountAsync(1);
        await page.Locator(".series li.conflict select").SelectOptionAsync("1");
        await LooksFineAsync(page, "series-2-conflict", language);
        await page.Locator(".side-panel button[type=submit]").ClickAsync();

        await Assertions.Expect(screen.Said.Filter(new() { HasText = name })).ToBeVisibleAsync();
        await Assertions.Expect(screen.Desk.Card(name)).ToBeVisibleAsync();
        (await CountAsync(phone, "a.series_id is not null")).ShouldBe(3L);
        (await CountAsync(phone, "(a.starts_at at time zone 'Africa/Cairo')::time = '10:00'")).ShouldBe(2L);
    }

    static async Task LooksFineAsync(IPage page, string name, string language)
    {
        foreach (var (device, dark) in new[] { (Device.Desktop, false), (Device.Phone, true) })
        {
            await page.SetViewportSizeAsync(device.Width, device.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await Support.Looks.ShouldBeFineAsync(page, name, device, language, dark);
        }

        await page.SetViewportSizeAsync(Device.Desktop.Width, Device.Desktop.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    async Task<long> CountAsync(string phone, string which) => (long)(await portal.ScalarAsync(
        $"select count(*) from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1 and {which}", "+2" + phone))!;
}
