using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A day is full and somebody waits; somebody else cancels; the time finds its new owner without anybody at the desk.</summary>
public sealed class WaitlistFillsACancellationTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("nour", "ar", "كشف جلدية", "تهاني البدري", "01066691123", "رشدي عزام", "01066692123")]
    [InlineData("cedar", "en", "Braces consultation", "Maud Ellery", "01066633123", "Basil Thorne", "01066634123")]
    public async Task A_waitlist_that_fills_a_cancellation(string clinic, string language, string service, string first, string firstPhone, string second, string secondPhone)
    {
        await portal.OfferAtAnyHourAsync(clinic);
        var booking = new BookingScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language), language);
        await booking.OpenAsync();
        await booking.ChooseAsync(service);
        var times = booking.Page.Url.Split('?')[0];
        await booking.ChooseATimeAsync(fromTheEnd: 2);
        await booking.FillInAsync(first, firstPhone);
        await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + firstPhone));
        await booking.ShouldBeBookedAsync();
        await FillTheDayAroundAsync("+2" + firstPhone);

        // with no script at all
        var waiting = new WaitingScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language, script: false), language);
        await waiting.Page.GotoAsync($"{times}?day={booking.Day}");
        await waiting.JoinFromFullDayAsync(second, secondPhone);

        var desk = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        await new SignInScreen(desk).SignInAsync($"reception@{clinic}.example");
        await desk.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
        await desk.GotoAsync($"/desk?day={booking.Day}");
        await new DeskScreen(desk, language).IsReadyAsync();
        await desk.Keyboard.PressAsync("l");
        var row = desk.Locator(".side-panel li").Filter(new() { HasText = second });
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(row.Locator(".kept")).ToHaveCountAsync(0);

        await booking.CancelAsync();

        await Assertions.Expect(row.Locator(".kept")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await waiting.Page.GotoAsync(await portal.LinkSentToAsync("+2" + secondPhone, "waitlist.offer"));
        await waiting.AcceptAsync();

        await Assertions.Expect(row).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Locator("[data-card]").Filter(new() { HasText = second })).ToBeVisibleAsync();
        (await portal.ScalarAsync(
            "select count(*) from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1 and a.status = 'Booked'", "+2" + secondPhone)).ShouldBe(1L);
    }

    // every ten minutes of that day that nobody has, so that nothing else is free
    Task<object?> FillTheDayAroundAsync(string phone) => portal.ScalarAsync(
        """
        insert into portal.claims (tenant_id, owner_id, resource_id, occupied)
        select a.tenant_id, gen_random_uuid(), a.practitioner_id, tstzrange(t, t + interval '10 minutes')
        from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id,
          generate_series(date_trunc('day', a.starts_at) - interval '4 hours', date_trunc('day', a.starts_at) + interval '26 hours', interval '10 minutes') t
        where p.phone = $1 on conflict do nothing
        returning 1
        """, phone);
}
