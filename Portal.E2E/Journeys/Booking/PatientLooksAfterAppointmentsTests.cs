using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>On another phone, later: the patient signs in by a code, moves the appointment and gives it up.</summary>
public sealed class PatientLooksAfterAppointmentsTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("nour", "ar", "كشف جلدية", "زينب الحداد", "01066631123")]
    [InlineData("cedar", "en", "Check-up", "Martha Quill", "01066632123")]
    public async Task A_patient_signs_in_with_a_code_moves_and_cancels(string clinic, string language, string service, string name, string phone)
    {
        var booking = new BookingScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language), language);
        await booking.OpenAsync();
        await booking.ChooseAsync(service);
        if (clinic == "cedar")
            await booking.ChooseAsync("Dr Lina Haddad");
        await booking.ChooseATimeAsync(fromTheEnd: 2);
        await booking.FillInAsync(name, phone);
        var code = await portal.SecretSentToAsync("+2" + phone);
        await booking.EnterCodeAsync(code);
        await booking.ShouldBeBookedAsync();
        await LooksFineAsync(booking.Page, language);

        var mine = new MineScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language, script: false), language);
        await mine.AskForCodeAsync(phone);
        await mine.SignInAsync(await portal.SecretSentToAsync("+2" + phone, after: code));
        await mine.OpenOnlyAppointmentAsync(name.Split(' ')[0]);

        await mine.MoveToFirstFreeTimeAsync();
        (await VersionAsync(phone)).ShouldBe(2);
        await new BookingScreen(mine.Page, language).CancelAsync();
        (await VersionAsync(phone)).ShouldBe(3);

        await mine.Page.GotoAsync("/me");
        await Assertions.Expect(mine.Page.GetByText(mine.NoneComing)).ToBeVisibleAsync();
    }

    // the pages behind the appointment's link
    static async Task LooksFineAsync(IPage page, string language)
    {
        var address = new Uri(page.Url).GetLeftPart(UriPartial.Path);
        foreach (var part in (string[])["", "/move", "/cancel"])
        {
            await page.GotoAsync(address + part);
            await Support.Looks.ShouldBeFineAsync(page, $"site-appointment{part.Replace('/', '-')}", Device.Phone, language, dark: false);
        }
    }

    async Task<int?> VersionAsync(string phone) => (int?)await portal.ScalarAsync(
        "select a.version from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", "+2" + phone);
}
