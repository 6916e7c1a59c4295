using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Looks;

/// <summary>Walks the pages in sizes, languages and themes. <c>scripts/test e2e --screenshots DIR</c> keeps a picture of each.</summary>
public sealed class PagesLookRightTests(RunningPortal portal, Chromium chromium)
{
    [Fact]
    public async Task The_pages_of_patients()
    {
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            await page.GotoAsync("/");
            await Support.Looks.ShouldBeFineAsync(page, "site-home", device, language, dark);
            await page.GotoAsync("/book");
            await Support.Looks.ShouldBeFineAsync(page, "site-book-1-service", device, language, dark);
            var booking = new BookingScreen(page, language);
            await booking.ChooseAsync(language == "ar" ? "كشف نساء وتوليد" : "Women's health visit");
            await Support.Looks.ShouldBeFineAsync(page, "site-book-2-time", device, language, dark);
            await booking.ChooseATimeAsync();
            await Support.Looks.ShouldBeFineAsync(page, "site-book-3-details", device, language, dark);
            await page.GotoAsync("/me/sign-in");
            await Support.Looks.ShouldBeFineAsync(page, "me-sign-in", device, language, dark);
            await page.GotoAsync("/account/sign-in");
            await Support.Looks.ShouldBeFineAsync(page, "account-sign-in", device, language, dark);
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("nour", "reception@nour.example", "/desk", "/desk/outbox", "/desk/conversations", "/desk/queue", "/desk/bulk", "/desk/money", "/desk/money/month", "/desk/patients")]
    [InlineData("nour", "doctor@nour.example", "/doctor", "/doctor/patients")]
    [InlineData("shifa", "pharmacist@shifa.example", "/counter")]
    [InlineData("", "operator@portal.example", "/operator")]
    [InlineData("nour", "admin@nour.example", "/admin", "/admin/doctors", "/admin/hours", "/admin/places", "/admin/holidays", "/admin/queue", "/admin/clinic", "/admin/staff", "/admin/consents", "/admin/audit", "/admin/import-records", "/admin/record-search", "/account/manage")]
    [InlineData("nour", "admin@nour.example", "/admin/facts", "/admin/facts/unanswered", "/admin/facts/complaints", "/admin/agent", "/admin/agent/figures", "/desk/money/month", "/desk/money/shifts")]
    public async Task The_pages_of_staff(string tenant, string account, params string[] paths)
    {
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, tenant, device, language, dark);
            await new SignInScreen(page).SignInAsync(account);
            await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
                await Support.Looks.ShouldBeFineAsync(page, "staff" + path.Replace('/', '-'), device, language, dark);
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task The_record_of_a_patient()
    {
        const string doctor = "doctor@nour.example";
        var patient = await portal.AppointWithAsync(doctor, "شريفة عبد الغني");
        await portal.AllergicToAsync(patient, "Penicillin");
        foreach (var (value, days) in new[] { (6.9m, 400), (7.4m, 200), (8.1m, 20) })
            await portal.ResultAsync(patient, "HbA1c", value, "%", 6.5m, days);
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var page = await chromium.VisitorAsync(portal, "nour", device, language, dark);
            await new SignInScreen(page).SignInAsync(doctor);
            await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
            foreach (var part in new[] { "note", "results", "prescriptions", "history", "documents", "similar" })
            {
                await page.GotoAsync($"/doctor/patients/{patient}?part={part}");
                await Assertions.Expect(page.Locator(".chart-body")).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
                await Support.Looks.ShouldBeFineAsync(page, $"chart-{part}", device, language, dark);
            }

            await page.Context.CloseAsync();
        }
    }
}
