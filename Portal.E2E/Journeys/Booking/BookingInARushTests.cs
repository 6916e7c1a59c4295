using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>The door is open: two visitors want one time and stand in line for it; the first gets it, the second takes another with one tap.</summary>
public sealed class BookingInARushTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("nour", "ar", "كشف جلدية", "أماني صبري", "01066671123", "هشام رزق", "01066672123")]
    [InlineData("cedar", "en", "Braces consultation", "Ivy Calder", "01066673123", "Owen Frost", "01066674123")]
    public async Task Two_visitors_stand_in_line_for_one_time(string like, string language, string service, string first, string firstPhone, string second, string secondPhone)
    {
        var slug = $"rush-{language}";
        await portal.CloneClinicAsync(like, slug);
        await RushScreen.OpenTheDoorAsync(await chromium.VisitorAsync(portal, slug, Device.Desktop, language), $"admin@{like}.example");
        var desk = await chromium.VisitorAsync(portal, slug, Device.Desktop, language);
        await new DeskScreen(desk, language).OpenAsync($"reception@{like}.example");

        RushScreen quicker, slower;
        string ticket;
        await using (await portal.HoldTheLineAsync(slug))
        {
            quicker = await BookAsync(slug, language, service, first, firstPhone, script: true);
            await quicker.ShouldBeInLineAsync(1);
            slower = await BookAsync(slug, language, service, second, secondPhone, script: false);
            await slower.ShouldBeInLineAsync(2);
            await Assertions.Expect(desk.Locator(".rush-count")).ToHaveTextAsync(quicker.Words.Count + quicker.Words.Number(2));
            (await portal.ScalarAsync("select count(*) from portal.holds h join portal.tenants t on t.id = h.tenant_id where t.slug = $1", slug)).ShouldBe(0L);

            // away and back by the address
            ticket = slower.Page.Url;
            await slower.Page.GotoAsync("/");
            await slower.Page.GotoAsync(ticket);
            await slower.ShouldBeInLineAsync(2);
        }

        await new BookingScreen(quicker.Page, language).ShouldBeBookedAsync(); // by itself
        await slower.ShouldHaveLostAsync(); // by loading itself again: it has no script
        await slower.TakeTheNearestAsync();
        await new BookingScreen(slower.Page, language).ShouldBeBookedAsync();
        await Assertions.Expect(desk.Locator(".rush-count")).ToHaveTextAsync(quicker.Words.Count + quicker.Words.Number(0));
        (await portal.ScalarAsync("select count(distinct a.patient_id) from portal.appointments a join portal.tenants t on t.id = a.tenant_id where t.slug = $1 and a.status = 'Booked'", slug)).ShouldBe(2L);
    }

    [Fact]
    public async Task The_pages_look_right()
    {
        var number = 0;
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            // a clinic for each: so many codes from one address are no person's
            var slug = $"rush-looks-{++number}";
            await portal.CloneClinicAsync("nour", slug, door: true);
            var page = await chromium.VisitorAsync(portal, slug, device, language, dark);
            Task LooksFineAsync(string name) => Support.Looks.ShouldBeFineAsync(page, name, device, language, dark);
            var booking = new BookingScreen(page, language);
            var phone = $"0106668{number:0000}";
            await booking.OpenAsync();
            await booking.ChooseAsync(language == "ar" ? "كشف جلدية" : "Skin visit");
            await booking.ChooseATimeAsync();
            await LooksFineAsync("rush-1-details");
            var rush = new RushScreen(page, language);
            await using (await portal.HoldTheLineAsync(slug))
            {
                await booking.FillInAsync(language == "ar" ? "صفية النمر" : "Sylvia Nash", phone);
                await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + phone));
                await rush.ShouldBeInLineAsync(1);
                await LooksFineAsync("rush-2-in-line");
                // somebody at the desk gives the time away by phone
                await portal.ScalarAsync(
                    """
                    insert into portal.claims (tenant_id, owner_id, resource_id, occupied)
                    select k.tenant_id, gen_random_uuid(), unnest(k.line), tstzrange(k.starts_at, k.starts_at + interval '5 minutes')
                    from portal.booking_tickets k join portal.tenants t on t.id = k.tenant_id where t.slug = $1 and k.state = 'Waiting' returning 1
                    """, slug);
            }

            await rush.ShouldHaveLostAsync();
            await LooksFineAsync("rush-3-lost");
            await page.Context.CloseAsync();

            var settings = await chromium.VisitorAsync(portal, slug, device, language, dark);
            await new SignInScreen(settings).SignInAsync("admin@nour.example");
            await settings.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
            await settings.GotoAsync("/admin/clinic");
            await Assertions.Expect(settings.Locator("#rush-mode")).ToHaveValueAsync("Always");
            await Support.Looks.ShouldBeFineAsync(settings, "rush-4-settings", device, language, dark);
            await settings.Context.CloseAsync();
        }
    }

    async Task<RushScreen> BookAsync(string slug, string language, string service, string name, string phone, bool script)
    {
        var booking = new BookingScreen(await chromium.VisitorAsync(portal, slug, Device.Phone, language, script: script), language);
        await booking.OpenAsync();
        await booking.ChooseAsync(service);
        await booking.ChooseATimeAsync();
        await booking.FillInAsync(name, phone);
        await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + phone));
        return new(booking.Page, language);
    }
}
