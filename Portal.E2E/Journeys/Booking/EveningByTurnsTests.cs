using System.Globalization;
using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A session by turns from its first booking to its last patient: on the patient's phone, at the desk, on the waiting room's screen.</summary>
public sealed class EveningByTurnsTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "د. سليم رشدي", "كشف الشامات", "هالة رفعت", "وائل منصف", "حان دورك", "انتهت زيارتك")]
    [InlineData("en", "Dr Nada Kamel", "Wart removal", "Camelia Darwish", "Sherif Kandil", "It is your turn", "Your visit is over")]
    public async Task From_booking_to_display_to_done(string language, string doctor, string service, string booked, string walksIn, string called, string over)
    {
        await OpenASessionNowAsync(
            language == "ar" ? (doctor, service) : ("د. ندى كامل", "إزالة الثآليل"), language == "ar" ? ("Dr Selim Roshdy", "Mole check") : (doctor, service));
        var phone = $"0106{Random.Shared.Next(1_000_000, 9_999_999)}";

        // the patient takes a number on the phone
        var patient = await chromium.VisitorAsync(portal, "nour", Device.Phone, language);
        var booking = new BookingScreen(patient, language);
        await OpenedAsync(booking, service);
        await booking.ChooseAsync(service);
        await Support.Looks.ShouldBeFineAsync(patient, "turn-1-offer", Device.Phone, language, false);
        await patient.Locator(".turn-choice").First.ClickAsync();
        await booking.FillInAsync(booked, phone);
        await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + phone));
        await booking.ShouldBeBookedAsync();
        await SetNoticeAsync(60);
        await Assertions.Expect(patient.Locator(".turn-number strong")).ToHaveTextAsync(Digits("1", language));
        await Support.Looks.ShouldBeFineAsync(patient, "turn-2-booked", Device.Phone, language, false);

        // a walk-in at the desk: five keys besides name and phone
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language);
        await new SignInScreen(page).SignInAsync("reception@nour.example");
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
        var queue = new QueueScreen(page, language);
        await queue.OpenAsync(doctor);
        (await queue.WalkInAsync(walksIn, $"0106{Random.Shared.Next(1_000_000, 9_999_999)}")).ShouldContain(Digits("2", language));
        queue.Keys.ShouldBeLessThanOrEqualTo(5);

        // the screen in the waiting room, which nobody signs in to
        var link = await queue.MakeDisplayAsync("TV " + language);
        var screen = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language);
        await screen.GotoAsync(new Uri(link).PathAndQuery);
        var panel = screen.Locator(".panel").Filter(new() { HasText = doctor });
        await Assertions.Expect(panel.Locator(".next strong")).ToHaveTextAsync(["2"]);
        await queue.ArrivedAsync(booked);
        await Assertions.Expect(panel.Locator(".next strong")).ToHaveTextAsync(["1", "2"]);

        await queue.KeyAsync("KeyC");
        await Assertions.Expect(panel.Locator(".called strong")).ToHaveTextAsync(["1"]);
        await Assertions.Expect(patient.Locator(".turn-phase")).ToContainTextAsync(called);
        (await screen.InnerTextAsync("main")).ShouldNotContain(booked.Split(' ')[0]); // no names unless the clinic allows them
        foreach (var (device, dark) in new[] { (Device.Desktop, false), (Device.Desktop, true), (Device.Phone, false) })
        {
            await screen.SetViewportSizeAsync(device.Width, device.Height);
            await screen.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await Support.Looks.ShouldBeFineAsync(screen, "display", device, language, dark);
            await page.SetViewportSizeAsync(device.Width, device.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await Support.Looks.ShouldBeFineAsync(page, "queue", device, language, dark);
        }

        await page.SetViewportSizeAsync(Device.Desktop.Width, Device.Desktop.Height);
        await queue.KeyAsync("KeyI");
        await Assertions.Expect(panel.Locator(".called.in strong")).ToHaveTextAsync(["1"]);
        await queue.KeyAsync("KeyD"); // done, and the next is called
        await Assertions.Expect(panel.Locator(".called.go strong")).ToHaveTextAsync(["2"]);
        await Assertions.Expect(patient.Locator(".turn-phase")).ToContainTextAsync(over);
        await queue.KeyAsync("KeyI");
        await queue.KeyAsync("KeyD");
        await Assertions.Expect(panel).ToHaveCountAsync(1);
        await Assertions.Expect(panel.Locator(".called")).ToHaveCountAsync(0);

        // the link taken back, the screen shows nothing more
        await queue.RevokeDisplayAsync("TV " + language);
        await Assertions.Expect(screen.Locator(".panel")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_booking_that_is_put_aside_comes_back_also_after_a_reload()
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, "en");
        var desk = new DeskScreen(page, "en");
        await desk.OpenAsync("reception@nour.example");
        await page.Keyboard.PressAsync("n");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Patient" }).PressSequentiallyAsync("Rings back later");
        await page.GetByRole(AriaRole.Button, new() { Name = "Park", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Parked: 1" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await desk.IsReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Parked: 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Patient" })).ToHaveValueAsync("Rings back later");
    }

    // the clinic lets patients come at an hour's notice, and the evening of this journey is now
    async Task SetNoticeAsync(int minutes) => await portal.ScalarAsync(
        $$"""
        set search_path = portal, public;
        update portal.booking_settings set notice_minutes = {{minutes}} where tenant_id = (select id from portal.tenants where slug = 'nour');
        select pg_notify('portal_changes', json_build_object('Tenant', id, 'Topic', 'rules', 'Ids', json_build_array())::text) from portal.tenants where slug = 'nour';
        """);

    // every cache hears of a new service a moment after it is there
    static async Task OpenedAsync(BookingScreen booking, string service)
    {
        await booking.OpenAsync();
        for (var link = booking.Page.GetByRole(AriaRole.Link, new() { Name = service }); await link.CountAsync() == 0;)
            await booking.Page.ReloadAsync();
    }

    // a doctor with a service of their own, so that nobody else's is changed, who works by turns from a moment from now for four hours, whatever the hour of the run
    async Task OpenASessionNowAsync((string Doctor, string Service) ar, (string Doctor, string Service) en)
    {
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "Africa/Cairo");
        await SetNoticeAsync(0);
        var from = TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Min(24 * 60 - 1, (int)local.TimeOfDay.TotalMinutes + 6)));
        await portal.ScalarAsync(
            $$"""
            set search_path = portal, public; -- the triggers of the rules look there
            select set_config('app.tenant_id', id::text, false) from portal.tenants where slug = 'nour';
            insert into portal.practitioners (tenant_id, id, name_ar, name_en, colour, retired, position)
              select id, gen_random_uuid(), '{{ar.Doctor}}', '{{en.Doctor}}', '#7c3aed', false, 90 from portal.tenants where slug = 'nour';
            insert into portal.services (tenant_id, id, name_ar, name_en, minutes, buffer_before, buffer_after, price, colour, retired, position, capacity)
              select tenant_id, gen_random_uuid(), '{{ar.Service}}', '{{en.Service}}', minutes, buffer_before, buffer_after, price, colour, false, 90, capacity
              from portal.services where name_en = 'Skin visit';
            insert into portal.practitioner_services (tenant_id, practitioner_id, service_id)
              select p.tenant_id, p.id, s.id from portal.practitioners p join portal.services s on s.tenant_id = p.tenant_id
              where p.name_en = '{{en.Doctor}}' and s.name_en = '{{en.Service}}';
            insert into portal.extra_hours (tenant_id, id, practitioner_id, date, from_time, to_time, turns)
              select p.tenant_id, gen_random_uuid(), p.id, '{{local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}', '{{from:HH\:mm}}', '{{from.AddHours(4):HH\:mm}}', 12
              from portal.practitioners p where p.name_en = '{{en.Doctor}}';
            select pg_notify('portal_changes', json_build_object('Tenant', id, 'Topic', 'rules', 'Ids', json_build_array())::text) from portal.tenants where slug = 'nour';
            """);
    }

    static string Digits(string number, string language) => language == "ar" ? string.Concat(number.Select(d => (char)('٠' + (d - '0')))) : number;
}
