using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Chart;

/// <summary>From the row of the day into the record: the note, vital signs, a diagnosis, results with their course, and a prescription that warns, by keys.</summary>
public sealed class DoctorWorksInTheChartTests(RunningPortal portal, Chromium chromium)
{
    const string Doctor = "doctor@nour.example";

    [Theory]
    [InlineData("ar", "زينب المنشاوي", "صداع ودوخة منذ أسبوع", "تحليل سكر ومتابعة بعد أسبوعين", "سكر")]
    [InlineData("en", "Zeinab Fathallah", "Headache and dizziness for a week", "Blood sugar, and back in two weeks", "diabetes")]
    public async Task A_visit_is_written_measured_diagnosed_and_prescribed_for(string language, string patient, string complaint, string plan, string diagnosis)
    {
        var id = await portal.AppointWithAsync(Doctor, patient);
        await portal.AllergicToAsync(id, "Penicillin");
        foreach (var (value, days) in new[] { (6.9m, 400), (7.4m, 200), (8.1m, 20) })
            await portal.ResultAsync(id, "HbA1c", value, "%", 6.5m, days);
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language);
        await new SignInScreen(page).SignInAsync(Doctor);
        await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        var chart = new ChartScreen(page, language);

        await page.GotoAsync("/doctor");
        await page.Locator(".day-who").GetByRole(AriaRole.Link, new() { Name = patient }).ClickAsync();
        await chart.IsReadyAsync(patient);
        await Assertions.Expect(chart.Band).ToContainTextAsync("Penicillin");

        await chart.WriteNoteAsync(complaint, plan);
        await LookAsync(page, "chart-note", language);
        await chart.MeasureAsync("135/85", "76");
        await Assertions.Expect(page.Locator(".lab-table")).ToContainTextAsync("HbA1c");
        await page.Locator(".lab-table button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".lab-table svg[role=img]")).ToBeVisibleAsync();
        await LookAsync(page, "chart-results", language);
        await chart.DiagnoseAsync(diagnosis);
        await chart.PrescribeAsync("Penicillin V 500 mg", "1 tab x3 pc 7d");
        await LookAsync(page, "chart-prescription", language);
        await chart.SendPrescriptionAsync(warned: true);

        // the note is as it was left, and is signed
        await chart.LeaveBoxAsync();
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(chart.Complaint).ToHaveValueAsync(complaint);
        await chart.SignAsync();
        (await portal.ScalarAsync("select count(*) from portal.encounters where patient_id = $1 and status = 'Signed' and complaint = $2", id, complaint)).ShouldBe(1L);
        (await portal.ScalarAsync("select count(*) from portal.prescriptions where patient_id = $1", id)).ShouldBe(1L);
        (await portal.ScalarAsync("select count(*) from portal.observations where patient_id = $1 and category = 'Vital'", id)).ShouldBe(3L);
        (await portal.ScalarAsync("select count(*) from portal.conditions where patient_id = $1 and code is not null", id)).ShouldBe(1L);

        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Locator(".timeline li").First).ToBeVisibleAsync();
        await LookAsync(page, "chart-history", language);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator(".keys dl")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("ar", "بهيرة الشناوي")]
    [InlineData("en", "Bahira Shennawy")]
    public async Task What_was_half_typed_is_there_again_after_the_page_was_lost(string language, string patient)
    {
        await portal.AppointWithAsync(Doctor, patient);
        var page = await chromium.VisitorAsync(portal, "nour", Device.Tablet, language);
        await new SignInScreen(page).SignInAsync(Doctor);
        await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        var chart = new ChartScreen(page, language);
        await chart.OpenTheLastAsync(patient);

        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.Locator("[data-medicine]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Paracetamol 500 mg");
        await page.ReloadAsync();
        await chart.IsReadyAsync(patient);
        await Assertions.Expect(page.Locator("[data-medicine]")).ToHaveValueAsync("Paracetamol 500 mg");
    }

    static async Task LookAsync(IPage page, string name, string language)
    {
        foreach (var (device, dark) in new[] { (Device.Desktop, false), (Device.Desktop, true), (Device.Phone, false) })
        {
            await page.SetViewportSizeAsync(device.Width, device.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await Support.Looks.ShouldBeFineAsync(page, name, device, language, dark);
        }

        await page.SetViewportSizeAsync(Device.Desktop.Width, Device.Desktop.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
