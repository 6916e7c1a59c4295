using System.Globalization;
using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>What a receptionist does all day, by keyboard where it can be; each act is seen on the calendar.</summary>
public sealed class DeskActsTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("cedar", "en", "Agnes Thornbury", "01066621123")]
    [InlineData("nour", "ar", "سنية المرصفي", "01066622123")]
    public async Task A_caller_is_booked_moved_by_keys_and_by_mouse_arrives_and_is_done(string clinic, string language, string name, string phone)
    {
        var page = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        var (desk, words) = (new DeskScreen(page, language), DeskWords.Of(language));
        await desk.OpenAsync($"reception@{clinic}.example", QuietSunday);

        await desk.BookByKeyboardAsync(name, phone);
        var booked = await desk.TimeOn(name).InnerTextAsync();

        await desk.MoveByKeyboardAsync(name);
        await Assertions.Expect(desk.TimeOn(name)).Not.ToHaveTextAsync(booked);
        await page.Keyboard.PressAsync("Escape");
        var late = await desk.TimeOn(name).InnerTextAsync();

        await desk.DragAsync(name, down: 120);
        await Assertions.Expect(desk.TimeOn(name)).Not.ToHaveTextAsync(late);

        await desk.MarkAsync(name, words.Arrived);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words.Done, Exact = true })).ToBeVisibleAsync();
        await desk.MarkAsync(name, words.Done);
        await Assertions.Expect(desk.Card(name)).ToContainTextAsync(words.Done);
        (await StatusAsync(phone)).ShouldBe("Fulfilled");
    }

    [Theory]
    [InlineData("cedar", "en", "Walter Pym", "01066623123", "The car broke down")]
    [InlineData("nour", "ar", "فوزية عبد الملاك", "01066624123", "تعبانة النهاردة")]
    public async Task A_cancelled_appointment_leaves_the_calendar_and_keeps_its_reason(string clinic, string language, string name, string phone, string reason)
    {
        var desk = new DeskScreen(await chromium.VisitorAsync(portal, clinic, Device.Desktop, language), language);
        await desk.OpenAsync($"reception@{clinic}.example", QuietSunday);
        await desk.BookByKeyboardAsync(name, phone);

        await desk.CancelAsync(name, reason);

        await Assertions.Expect(desk.Card(name)).ToHaveCountAsync(0);
        (await portal.ScalarAsync(
            "select a.cancel_reason from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", "+2" + phone)).ShouldBe(reason);
    }

    [Theory]
    [InlineData("cedar", "en", "Ivy Marlowe", "01066625123")]
    [InlineData("nour", "ar", "عوض الكريم سليمان", "01066626123")]
    public async Task Who_walks_in_is_there_at_once_or_gets_the_next_time(string clinic, string language, string name, string phone)
    {
        var desk = new DeskScreen(await chromium.VisitorAsync(portal, clinic, Device.Desktop, language), language);
        await desk.OpenAsync($"reception@{clinic}.example");

        var atOnce = await desk.WalkInByKeyboardAsync(name, phone);

        (await StatusAsync(phone)).ShouldBe(atOnce ? "Arrived" : "Booked");
        if (atOnce)
            await Assertions.Expect(desk.Card(name)).ToBeVisibleAsync();
    }

    // far behind the demonstration's appointments; both clinics work on Sundays
    static string QuietSunday
    {
        get
        {
            var day = DateTime.UtcNow.Date.AddDays(15);
            return day.AddDays((7 - (int)day.DayOfWeek) % 7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }

    async Task<string?> StatusAsync(string phone) => (string?)await portal.ScalarAsync(
        "select a.status from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", "+2" + phone);
}
