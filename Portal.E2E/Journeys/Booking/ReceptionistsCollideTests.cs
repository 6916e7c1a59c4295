using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>Two receptionists want the same at once: one has it, and the other is told who was first, loses nothing that was typed, and is offered what is near.</summary>
public sealed class ReceptionistsCollideTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("en", "Lavinia Croft", "01067751123", "Ambrose Kettle", "01067752123")]
    [InlineData("ar", "عنايات بركات", "01067753123", "شوقي المنزلاوي", "01067754123")]
    public async Task Both_book_one_time(string language, string first, string firstPhone, string second, string secondPhone)
    {
        var (one, two) = await TwoDesksAsync(language);
        foreach (var (screen, name, phone) in new[] { (one, first, firstPhone), (two, second, secondPhone) })
        {
            var (x, y) = await screen.AtAsync(0, 120);
            await screen.Page.Mouse.ClickAsync(x, y);
            await screen.Desk.EnterNewPatientAsync(name, phone);
        }

        await Task.WhenAll(one.Page.Locator("#new-phone").PressAsync("Enter"), two.Page.Locator("#new-phone").PressAsync("Enter"));

        // exactly one is there, on both screens
        await Assertions.Expect(one.Desk.Card(first).Or(one.Desk.Card(second))).ToHaveCountAsync(1);
        var (loser, winner, name2) = await one.Desk.Card(first).CountAsync() == 1 ? (two, first, second) : (one, second, first);
        var panel = loser.Page.Locator(".side-panel");
        await Assertions.Expect(panel.Locator("#time-error")).ToContainTextAsync(winner);
        await Assertions.Expect(panel).ToContainTextAsync(name2); // what was typed is there
        await Support.Looks.ShouldBeFineAsync(loser.Page, "desk-collided", Device.Desktop, language, false);

        await panel.Locator(".times .chip").First.ClickAsync();
        await panel.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(loser.Desk.Card(name2)).ToBeVisibleAsync();
        await Assertions.Expect(loser.Desk.Card(winner)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en", "Theodora Blythe", "01067761123")]
    [InlineData("ar", "إحسان القليوبي", "01067762123")]
    public async Task Both_move_one_appointment(string language, string name, string phone)
    {
        var (one, two) = await TwoDesksAsync(language);
        await one.BookAtAsync(0, 120, name, phone);
        await Assertions.Expect(two.Desk.Card(name)).ToBeVisibleAsync();
        foreach (var (screen, time) in new[] { (one, 2), (two, 5) })
        {
            await screen.Desk.Card(name).FocusAsync();
            await screen.Page.Keyboard.PressAsync("m");
            await screen.Page.Locator(".panel-form .chip").Nth(time).ClickAsync();
        }

        // both commands wait for one moment, so that neither desk has heard of the other's
        await using (await portal.HoldBackAsync("+2" + phone))
        {
            await one.Page.Locator(".panel-form button[type=submit]").ClickAsync();
            await two.Page.Locator(".panel-form button[type=submit]").ClickAsync();
            await portal.UntilTheyWaitAsync(2);
        }

        // one moved it; the other sees that somebody did, who it was, and goes on from there
        await Assertions.Expect(one.Page.Locator("[data-card]")).ToHaveCountAsync(1);
        var loser = await WhoIsToldAsync(one, two);
        var winner = (language, loser == two) switch { ("ar", true) => "منى السيد", ("ar", _) => "نهى الشريف", (_, true) => "Salma Nabil", _ => "Rana Aziz" };
        await Assertions.Expect(loser.Page.Locator(".side-panel .notice[role=alert] small")).ToContainTextAsync(winner);
        await Support.Looks.ShouldBeFineAsync(loser.Page, "desk-changed-meanwhile", Device.Desktop, language, false);
        (await portal.ScalarAsync(
            "select a.version from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", "+2" + phone)).ShouldBe(2);
    }

    static async Task<CalendarScreen> WhoIsToldAsync(CalendarScreen one, CalendarScreen two)
    {
        for (var i = 0; i < 100; i++, await Task.Delay(100))
            foreach (var screen in new[] { one, two })
                if (await screen.Page.Locator(".side-panel .notice[role=alert]").CountAsync() > 0)
                    return screen;
        throw new TimeoutException("Neither desk was told.");
    }

    async Task<(CalendarScreen One, CalendarScreen Two)> TwoDesksAsync(string language)
    {
        var (slug, like) = (await portal.ClinicAsync(language), language == "ar" ? "nour" : "cedar");
        var screens = new List<CalendarScreen>();
        foreach (var account in (string[])["reception", "admin"])
        {
            var page = await chromium.VisitorAsync(portal, slug, Device.Desktop, language);
            await new SignInScreen(page).SignInAsync($"{account}@{like}.example");
            await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
            var screen = new CalendarScreen(page, language);
            await screen.GoAsync($"/desk?day={CalendarScreen.Ahead(3)}");
            screens.Add(screen);
        }

        return (screens[0], screens[1]);
    }
}
