using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A receptionist with a mouse and without one: longer and shorter, told before it is let go, what can be done at once, by room, the month, paper.</summary>
public sealed class CardsInTheHandTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("en", "Ottoline Farrow", "01067711123", "Hubert Quill", "01067712123")]
    [InlineData("ar", "نعمات الخولي", "01067713123", "برهان الدسوقي", "01067714123")]
    public async Task A_visit_is_made_longer_by_its_edge_and_by_keys_and_told_what_is_in_the_way(string language, string name, string phone, string other, string otherPhone)
    {
        var (screen, _) = await OpenAsync(language, rooms: 0);
        await screen.BookAtAsync(0, 120, name, phone);
        await screen.BookAtAsync(0, 180, other, otherPhone);

        await screen.PullEdgeAsync(name, 20);
        await Assertions.Expect(screen.Ghost).ToHaveAttributeAsync("data-state", "free");
        await screen.LetGoAsync();
        await ShouldTakeAsync(phone, 40);

        // into the next one: red, in words, and nothing happens
        await screen.PullEdgeAsync(name, 40);
        await Assertions.Expect(screen.Ghost).ToHaveAttributeAsync("data-state", "refused");
        await Assertions.Expect(screen.Ghost).ToContainTextAsync(screen.Words.Busy);
        await Support.Looks.ShouldBeFineAsync(screen.Page, "desk-ghost-refused", Device.Desktop, language, false);
        await screen.LetGoAsync();
        await Assertions.Expect(screen.Said.Filter(new() { HasText = screen.Words.Busy })).ToBeVisibleAsync();
        await ShouldTakeAsync(phone, 40);

        // moved over the other: told before it is let go
        await screen.HoldOverAsync(name, 0, 190);
        await Assertions.Expect(screen.Ghost).ToHaveAttributeAsync("data-state", "refused");
        await screen.Page.Keyboard.PressAsync("Escape");
        await screen.LetGoAsync();
        await Assertions.Expect(screen.Ghost).ToHaveCountAsync(0);

        // by keys: two steps longer in one change, and said aloud
        await screen.Desk.Card(name).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await screen.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await ShouldTakeAsync(phone, 50);
        await Assertions.Expect(screen.Page.Locator("[role=status].visually-hidden").Filter(new() { HasText = name })).ToHaveCountAsync(1);
        await screen.Desk.Card(name).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Shift+ArrowUp");
        await ShouldTakeAsync(phone, 45);
    }

    [Theory]
    [InlineData("en", "Prudence Ashworth", "01067721123")]
    [InlineData("ar", "سعدية الجوهري", "01067722123")]
    public async Task A_menu_opens_by_hand_and_by_key_and_closes_where_it_came_from(string language, string name, string phone)
    {
        var (screen, _) = await OpenAsync(language, rooms: 0);
        await screen.BookAtAsync(0, 60, name, phone);
        var card = screen.Desk.Card(name);

        await card.ClickAsync(new() { Button = MouseButton.Right });
        await Assertions.Expect(screen.Menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await Support.Looks.ShouldBeFineAsync(screen.Page, "desk-menu", Device.Desktop, language, false);
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(screen.Menu).ToHaveCountAsync(0);
        await Assertions.Expect(card).ToBeFocusedAsync();

        await screen.Page.Keyboard.PressAsync("Shift+F10");
        await Assertions.Expect(screen.Menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(screen.Menu.GetByRole(AriaRole.Menuitem).Nth(1)).ToBeFocusedAsync();
        await screen.Menu.GetByRole(AriaRole.Menuitem, new() { Name = screen.Words.SaysTheyCome }).PressAsync("Enter");
        await Assertions.Expect(card).ToContainTextAsync(screen.Words.WillCome);
        await screen.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(card).ToContainTextAsync(screen.Words.Arrived);

        // a free place
        var (x, y) = await screen.AtAsync(1, 200);
        await screen.Page.Mouse.ClickAsync(x, y, new() { Button = MouseButton.Right });
        await screen.Menu.GetByRole(AriaRole.Menuitem).First.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator(".side-panel .chosen-time")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en", "Cornelius Drake", "01067731123")]
    [InlineData("ar", "توحيدة النجار", "01067732123")]
    public async Task Rooms_stand_in_columns_and_a_visit_is_put_into_another(string language, string name, string phone)
    {
        var (screen, _) = await OpenAsync(language, rooms: 2);
        await screen.BookAtAsync(0, 60, name, phone);

        await screen.Page.Keyboard.PressAsync("r");
        await screen.Page.ArriveAsync(url => url.Contains("by=room", StringComparison.Ordinal));
        await Assertions.Expect(screen.Page.Locator(".head-name")).ToHaveTextAsync(language == "ar" ? ["غرفة 1", "غرفة 2"] : ["Room 1", "Room 2"]);
        await Assertions.Expect(screen.Page.Locator("[data-column]").Nth(0).Locator("[data-card]")).ToHaveCountAsync(1);
        await Support.Looks.ShouldBeFineAsync(screen.Page, "desk-rooms", Device.Desktop, language, false);

        await screen.HoldOverAsync(name, 1, 60);
        await Assertions.Expect(screen.Ghost).ToHaveAttributeAsync("data-state", "free");
        await screen.LetGoAsync();
        await Assertions.Expect(screen.Page.Locator("[data-column]").Nth(1).Locator("[data-card]")).ToHaveCountAsync(1);

        // what is looked for stands out
        await screen.Page.Keyboard.PressAsync("/");
        await screen.Page.Keyboard.TypeAsync(phone[3..8]);
        await Assertions.Expect(screen.Page.Locator("[data-found]")).Not.ToBeEmptyAsync();
        await screen.Page.Locator("[data-find]").FillAsync(name.Split(' ')[0]);
        await Assertions.Expect(screen.Page.Locator("[data-hit]")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("en", "Wilhelmina Stoker", "01067741123")]
    [InlineData("ar", "منيرة الشافعي", "01067742123")]
    public async Task A_month_opens_its_days_and_a_day_goes_on_paper(string language, string name, string phone)
    {
        var (screen, day) = await OpenAsync(language, rooms: 0);
        await screen.BookAtAsync(0, 60, name, phone);

        await screen.Page.Keyboard.PressAsync("3");
        var own = screen.Page.Locator($"[data-day='{day}']");
        await Assertions.Expect(own).ToContainTextAsync(screen.Words.Booked);
        await Support.Looks.ShouldBeFineAsync(screen.Page, "desk-month", Device.Desktop, language, false);
        await own.FocusAsync();
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(own).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync(language == "ar" ? "ArrowLeft" : "ArrowRight");
        await screen.Page.Keyboard.PressAsync(language == "ar" ? "ArrowRight" : "ArrowLeft");
        await Assertions.Expect(own).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Desk.Card(name)).ToBeVisibleAsync();

        var paper = await screen.Page.Context.RunAndWaitForPageAsync(() => screen.Page.Keyboard.PressAsync("p"));
        await Assertions.Expect(paper.GetByRole(AriaRole.Cell, new() { Name = name })).ToBeVisibleAsync();
        await Support.Looks.ShouldBeFineAsync(paper, "desk-paper", Device.Desktop, language, false);
        await paper.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(paper.Locator(".sheet-bar .button").First).ToBeHiddenAsync();
        await Support.Looks.ShouldBeFineAsync(paper, "desk-paper-printed", Device.Desktop, language, false);
    }

    async Task<(CalendarScreen Screen, string Day)> OpenAsync(string language, int rooms)
    {
        var slug = await portal.ClinicAsync(language, rooms: rooms);
        var page = await chromium.VisitorAsync(portal, slug, Device.Desktop, language);
        var (screen, day) = (new CalendarScreen(page, language), CalendarScreen.Ahead(3));
        await screen.Desk.OpenAsync($"reception@{(language == "ar" ? "nour" : "cedar")}.example", day);
        return (screen, day);
    }

    async Task ShouldTakeAsync(string phone, int minutes)
    {
        for (var i = 0; ; i++, await Task.Delay(100))
        {
            var takes = await portal.ScalarAsync(
                "select (extract(epoch from a.ends_at - a.starts_at) / 60)::int from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", "+2" + phone);
            if (i == 100 || Equals(takes, minutes))
            {
                takes.ShouldBe(minutes);
                return;
            }
        }
    }
}
