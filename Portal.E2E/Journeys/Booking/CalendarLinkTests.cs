using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A doctor puts the own calendar on the phone; the administrator lets a hospital read, and takes it back.</summary>
public sealed class CalendarLinkTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "أنشئ الرابط", "انسخ", "نسخته", "ألغِ", "نعم، ألغه")]
    [InlineData("en", "Make the link", "Copy", "I have it", "Take away", "Yes, take it away")]
    public async Task A_doctors_link_is_read_by_a_calendar_until_it_is_taken_away(string language, string make, string copy, string done, string revoke, string sure)
    {
        var doctor = await chromium.VisitorAsync(portal, "nour", Device.Phone, language);
        await doctor.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await new SignInScreen(doctor).SignInAsync("doctor@nour.example");
        await doctor.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await doctor.GotoAsync("/doctor");
        await doctor.Locator(".own-calendar summary").ClickAsync();
        await doctor.Locator("#feed-detail").SelectOptionAsync("Initials");
        await doctor.GetByRole(AriaRole.Button, new() { Name = make }).ClickAsync();
        var address = await doctor.Locator("#feed-secret").InputValueAsync();
        await Support.Looks.ShouldBeFineAsync(doctor, "doctor-calendar-link", Device.Phone, language, dark: false);
        await doctor.GetByRole(AriaRole.Button, new() { Name = copy, Exact = true }).ClickAsync();
        await Assertions.Expect(doctor.Locator(".secret-once .saved")).ToBeVisibleAsync();
        (await doctor.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(address);

        // a calendar program has no cookies
        var program = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language);
        await program.GotoAsync("/");
        (await AskAsync(program, address)).ShouldBe(200);
        var text = await program.EvaluateAsync<string>("async address => await (await fetch(address, { credentials: 'omit' })).text()", address);
        text.ShouldStartWith("BEGIN:VCALENDAR");
        text.ShouldContain("BEGIN:VEVENT");

        await doctor.GetByRole(AriaRole.Button, new() { Name = done }).ClickAsync();
        await doctor.Locator(".feeds tbody tr").First.GetByText(revoke, new() { Exact = true }).ClickAsync();
        await doctor.GetByText(sure, new() { Exact = true }).ClickAsync();
        await Assertions.Expect(doctor.Locator(".feeds")).ToHaveCountAsync(0);
        (await AskAsync(program, address)).ShouldBe(410);
    }

    [Fact]
    public async Task A_hospital_reads_by_token_until_the_administrator_takes_it_back()
    {
        var admin = await chromium.VisitorAsync(portal, "nour", Device.Desktop, "en");
        await new SignInScreen(admin).SignInAsync("admin@nour.example");
        await admin.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await admin.GotoAsync("/admin/connections");
        await admin.Locator("#token-name").FillAsync("Hospital");
        await admin.GetByLabel("Appointments with patients").CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        var token = await admin.Locator("#token-secret").InputValueAsync();
        await Support.Looks.ShouldBeFineAsync(admin, "admin-connections-token", Device.Desktop, "en", dark: false);

        var hospital = await chromium.VisitorAsync(portal, "nour", Device.Desktop, "en");
        await hospital.GotoAsync("/");
        (await AskAsync(hospital, "/fhir/Appointment?_count=2", token)).ShouldBe(200);
        (await AskAsync(hospital, "/fhir/Appointment?_count=2")).ShouldBe(401);

        await admin.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await admin.Locator(".tokens tbody tr").First.GetByText("Take away", new() { Exact = true }).ClickAsync();
        await admin.GetByText("Yes, take it away", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Locator(".tokens")).ToHaveCountAsync(0);
        (await AskAsync(hospital, "/fhir/Appointment?_count=2", token)).ShouldBe(401);
    }

    [Fact]
    public async Task The_page_of_connections_is_fine_with_what_was_just_made_on_it()
    {
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var admin = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            await new SignInScreen(admin).SignInAsync("admin@nour.example");
            await admin.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
            await admin.GotoAsync("/admin/connections");
            await admin.Locator("#feed-detail").SelectOptionAsync("FullName");
            await admin.Locator("#feed-name").FillAsync("هاتف منى");
            await Support.Looks.ShouldBeFineAsync(admin, "staff-admin-connections", device, language, dark);
            await admin.Locator("form").First.Locator("button.button").ClickAsync();
            await Assertions.Expect(admin.Locator("#feed-secret")).ToBeVisibleAsync();
            await admin.Locator(".feeds tbody tr").First.Locator("button").Last.ClickAsync();
            await Support.Looks.ShouldBeFineAsync(admin, "staff-admin-connections-made", device, language, dark);
            await admin.Locator(".feeds button.danger").ClickAsync();
            await Assertions.Expect(admin.Locator(".feeds")).ToHaveCountAsync(0);
            await admin.Context.CloseAsync();
        }
    }

    // by the browser's own fetch, which knows where subdomains of localhost are
    static Task<int> AskAsync(IPage from, string address, string? token = null) => from.EvaluateAsync<int>(
        "async ([address, token]) => (await fetch(address, { headers: token ? { Authorization: `Bearer ${token}` } : {}, credentials: 'omit', cache: 'no-store' })).status", new[] { address, token ?? "" });
}
