using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>The desk's views in sizes, languages and themes: the month, rooms, what is chosen to be seen, the keys, the paper.</summary>
public sealed class DeskLooksRightTests(RunningPortal portal, Chromium chromium)
{
    [Fact]
    public async Task The_views_of_the_desk()
    {
        var day = CalendarScreen.Ahead(3);
        var slugs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in (string[])["ar", "en"])
        {
            slugs[language] = await portal.ClinicAsync(language, doctors: 3, rooms: 2);
            await portal.FillAsync(slugs[language], day, each: 14, minutes: 20);
        }

        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, slugs[language], device, language, dark);
            await new SignInScreen(page).SignInAsync($"reception@{(language == "ar" ? "nour" : "cedar")}.example");
            await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
            async Task LooksFineAsync(string path, string name, string? key = null)
            {
                await page.GotoAsync(path);
                await Assertions.Expect(page.Locator("[data-listens]")).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator("[data-card], [data-day]").First).ToBeVisibleAsync();
                if (key is not null)
                {
                    await page.Keyboard.PressAsync(key);
                    await Assertions.Expect(page.Locator(".side-panel")).ToBeVisibleAsync();
                }

                await Support.Looks.ShouldBeFineAsync(page, name, device, language, dark);
            }

            await LooksFineAsync($"/desk?day={day}", "desk-day");
            await LooksFineAsync($"/desk?day={day}&view=week", "desk-week");
            await LooksFineAsync($"/desk?day={day}&view=month", "desk-month");
            await LooksFineAsync($"/desk?day={day}&by=room", "desk-by-room");
            await LooksFineAsync($"/desk?day={day}&statuses=booked", "desk-filter", "f");
            await LooksFineAsync($"/desk?day={day}", "desk-keys", "?");
            await page.GotoAsync($"/desk/print?day={day}");
            await Assertions.Expect(page.Locator(".sheet")).ToHaveCountAsync(3);
            await Support.Looks.ShouldBeFineAsync(page, "desk-paper", device, language, dark);
            await page.Context.CloseAsync();
        }
    }
}
