using Deque.AxeCore.Playwright;
using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>The server dies under the desk and comes back. On a Portal of its own: the other journeys keep theirs.</summary>
public sealed class DeskOutlivesTheServerTests(Chromium chromium)
{
    [Fact]
    public async Task Todays_list_stays_readable_and_the_desk_is_back_by_itself()
    {
        await using var portal = new RunningPortal();
        await portal.InitializeAsync();
        await portal.AppointTodayAsync("nour", "شيماء الألفي");
        DeskScreen[] desks = [await OpenAsync(portal, "ar"), await OpenAsync(portal, "en")];

        await portal.KillAsync();
        foreach (var desk in desks)
        {
            var list = LastKnown(desk);
            await Assertions.Expect(list).ToContainTextAsync("شيماء الألفي");
            await Assertions.Expect(list.Locator(".phone").First).ToBeVisibleAsync();
            await Assertions.Expect(list.Locator("h3")).Not.ToBeEmptyAsync();
            (await desk.Page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}").ShouldBeEmpty();
        }

        await portal.AppointTodayAsync("nour", "عبير الطوخي"); // by another copy of the Portal, say
        await portal.StartAsync();
        foreach (var desk in desks)
        {
            await Assertions.Expect(desk.Card("عبير الطوخي")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await desk.IsReadyAsync();
            await Assertions.Expect(LastKnown(desk)).ToBeHiddenAsync();
        }
    }

    async Task<DeskScreen> OpenAsync(RunningPortal portal, string language)
    {
        var desk = new DeskScreen(await chromium.VisitorAsync(portal, "nour", Device.Desktop, language), language);
        await desk.OpenAsync("reception@nour.example");
        await Assertions.Expect(desk.Card("شيماء الألفي")).ToBeVisibleAsync();
        await desk.KeepsAsync("شيماء الألفي");
        return desk;
    }

    static ILocator LastKnown(DeskScreen desk) => desk.Page.Locator("#last-known");
}
