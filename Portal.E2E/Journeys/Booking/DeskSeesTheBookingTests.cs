using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>What is booked on a phone stands on the desk's calendar a moment later, without anybody loading anything.</summary>
public sealed class DeskSeesTheBookingTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("nour", "ar", "كشف جلدية", "نجلاء عبد الباري", "01066611")]
    [InlineData("cedar", "en", "Braces consultation", "Harriet Lindholm", "01066612")]
    public async Task A_booking_made_on_a_phone_appears_at_the_desk(string clinic, string language, string service, string name, string number)
    {
        var visitor = await chromium.VisitorAsync(portal, clinic, Device.Phone, language);
        var booking = new BookingScreen(visitor, language);
        await booking.OpenAsync();
        await booking.ChooseAsync(service);
        await booking.ChooseATimeAsync();
        await booking.FillInAsync(name, number + "123");

        // the desk looks at that day before the booking is made
        var desk = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        await new SignInScreen(desk).SignInAsync($"reception@{clinic}.example");
        await desk.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
        await desk.GotoAsync($"/desk?day={booking.Day}");
        await Assertions.Expect(desk.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.GetByText(name).First).ToBeHiddenAsync();

        await booking.EnterCodeAsync(await portal.SecretSentToAsync("+2" + number + "123"));
        await booking.ShouldBeBookedAsync();

        await Assertions.Expect(desk.GetByText(name).First).ToBeVisibleAsync(new() { Timeout = 5_000 });
    }
}
