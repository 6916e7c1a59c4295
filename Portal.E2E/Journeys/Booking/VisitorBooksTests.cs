using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>From the clinic's page to a booked appointment, as a visitor with a thumb does it.</summary>
public sealed class VisitorBooksTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("nour", "ar", "كشف جلدية", "منال حسني", "01066600", true)]
    [InlineData("nour", "ar", "كشف جلدية", "منال حسني", "01066601", false)]
    [InlineData("cedar", "en", "Check-up", "Grace Miller", "01066602", true)]
    [InlineData("cedar", "en", "Check-up", "Grace Miller", "01066603", false)]
    public async Task A_visitor_books_and_cancels_on_a_phone(string clinic, string language, string service, string name, string number, bool script)
    {
        var page = await chromium.VisitorAsync(portal, clinic, Device.Phone, language, script: script);
        var booking = new BookingScreen(page, language);

        await booking.OpenAsync();
        await booking.ChooseAsync(service);
        if (clinic == "cedar")
            await booking.ChooseAsync("Dr Lina Haddad");
        await booking.ChooseATimeAsync(script ? 0 : 1);
        await booking.FillInAsync(name, number + "123");
        await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + number + "123"));
        await booking.ShouldBeBookedAsync();

        await booking.CancelAsync();
    }

    [Fact]
    public async Task Two_visitors_want_one_time_and_the_slower_one_keeps_what_was_typed()
    {
        var first = new BookingScreen(await chromium.VisitorAsync(portal, "nour", Device.Phone, "en"), "en");
        var second = new BookingScreen(await chromium.VisitorAsync(portal, "nour", Device.Phone, "en"), "en");
        foreach (var visitor in (BookingScreen[])[first, second])
        {
            await visitor.OpenAsync();
            await visitor.ChooseAsync("Women's health visit");
            await visitor.Page.Locator("a.day:not(.none)").Last.ClickAsync();
        }

        // both see the same last time of the day; the first holds it
        var time = second.Page.Locator("ul.times button").Last;
        await first.Page.Locator("ul.times button").Last.ClickAsync();
        await Assertions.Expect(first.Page.GetByLabel("Full name")).ToBeVisibleAsync();
        await time.ClickAsync();

        await Assertions.Expect(second.Page.GetByRole(AriaRole.Heading, new() { Name = "Somebody was quicker" })).ToBeVisibleAsync();
        (await second.Page.GetByRole(AriaRole.List, new() { Name = "Next free times" }).GetByRole(AriaRole.Button).CountAsync()).ShouldBe(3);
        // one tap later the form is there again; the time is another one
        await second.Page.GetByRole(AriaRole.List, new() { Name = "Next free times" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(second.Page.GetByLabel("Full name")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_unknown_clinic_is_a_plain_404_and_health_answers()
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Phone, "en");
        (await page.GotoAsync(portal.Address("no-such-clinic")))!.Status.ShouldBe(404);
        (await page.GotoAsync(portal.Address("nour", "/nothing-here")))!.Status.ShouldBe(404);
        (await page.GotoAsync(portal.Address("", "/health/ready")))!.Status.ShouldBe(200);
    }
}
