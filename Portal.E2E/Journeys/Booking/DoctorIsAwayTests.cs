using System.Globalization;
using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>A doctor is ill: their day is moved, or its patients choose for themselves.</summary>
public sealed class DoctorIsAwayTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("cedar", "en", "0106668", 21, "Edmund Fairley", "Clara Nightley", "Percy Underhill")]
    [InlineData("nour", "ar", "0106664", 21, "بهيجة السنباطي", "لطفي البرعي", "سميحة العطار")]
    public async Task A_sick_doctors_day_is_moved(string clinic, string language, string number, int daysAhead, params string[] names)
    {
        var page = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        var (desk, bulk, day) = (new DeskScreen(page, language), new BulkScreen(page, language), QuietSunday(daysAhead));
        await desk.OpenAsync($"reception@{clinic}.example", day);
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            await desk.BookInFirstColumnAsync(i, name, $"{number}{i}123");
        var doctor = await bulk.DoctorOfAsync(names[0]);

        await bulk.OpenFromColumnAsync(doctor);
        foreach (var name in names)
            await Assertions.Expect(bulk.Row(name)).ToBeVisibleAsync();
        await bulk.ShouldBeFineAsync("bulk-preview");
        await bulk.StartAsync();

        await bulk.ShouldBeDoneAsync();
        foreach (var name in names)
            await Assertions.Expect(bulk.Row(name)).ToContainTextAsync(bulk.Words.Moved);
        await bulk.ShouldBeFineAsync("bulk-done");
        foreach (var (_, i) in names.Select((name, i) => (name, i)))
        {
            (await OfPatientAsync($"{number}{i}123", "(a.starts_at at time zone 'UTC')::date::text")).ShouldNotBe(day);
            (await MessagesAsync($"{number}{i}123", "bulk.Move")).ShouldBe(1L);
            (await MessagesAsync($"{number}{i}123", "appointment.moved")).ShouldBe(0L);
        }
    }

    [Theory]
    [InlineData("cedar", "en", "0106665", "Rosalind Petrie")]
    [InlineData("nour", "ar", "0106666", "فتحية الدمرداش")]
    public async Task A_patient_chooses_one_of_the_times_that_are_kept(string clinic, string language, string number, string name)
    {
        var page = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        var (desk, bulk) = (new DeskScreen(page, language), new BulkScreen(page, language));
        await desk.OpenAsync($"reception@{clinic}.example", QuietSunday(28));
        await desk.BookInFirstColumnAsync(0, name, number + "0123");
        await bulk.OpenFromColumnAsync(await bulk.DoctorOfAsync(name));
        await bulk.ChooseKindAsync(bulk.Words.Offer);
        await bulk.StartAsync();
        await bulk.ShouldBeDoneAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = bulk.Words.CallThem })).ToBeVisibleAsync();

        var link = await LinkSentToAsync(number + "0123");
        var patient = await chromium.VisitorAsync(portal, clinic, Device.Phone, language);
        await patient.GotoAsync(link);
        await Support.Looks.ShouldBeFineAsync(patient, "appointment-choose", Device.Phone, language, false);
        await patient.Locator("button[name=Offer]").Last.ClickAsync();
        await Assertions.Expect(patient.GetByRole(AriaRole.Heading, new() { Name = bulk.Words.MovedTitle })).ToBeVisibleAsync();

        await Assertions.Expect(bulk.Row(name)).ToContainTextAsync(bulk.Words.Chosen, new() { Timeout = 10_000 });
    }

    // far behind the demonstration's appointments; both clinics work on Sundays
    static string QuietSunday(int ahead)
    {
        var day = DateTime.UtcNow.Date.AddDays(ahead);
        return day.AddDays((7 - (int)day.DayOfWeek) % 7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    async Task<string?> OfPatientAsync(string phone, string what) => (string?)await portal.ScalarAsync(
        $"select {what} from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", "+2" + phone);

    async Task<long> MessagesAsync(string phone, string template)
    {
        // the drain is a moment behind the page
        for (var i = 0; i < 100 && template == "bulk.Move" && await CountAsync() == 0; i++)
            await Task.Delay(100);
        return await CountAsync();

        async Task<long> CountAsync() => (long)(await portal.ScalarAsync("select count(*) from portal.messages where recipient = $1 and template = $2", "+2" + phone, template))!;
    }

    async Task<string> LinkSentToAsync(string phone)
    {
        for (var i = 0; i < 100; i++, await Task.Delay(100))
            if (await portal.ScalarAsync("select substring(body from '/a/[^ ]+/choose') from portal.messages where recipient = $1 and template = 'bulk.OfferAlternatives'", "+2" + phone) is string link)
                return link;
        throw new TimeoutException("No link was sent.");
    }
}
