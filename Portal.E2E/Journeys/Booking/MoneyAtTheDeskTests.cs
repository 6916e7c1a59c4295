using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Booking;

/// <summary>From the patient who arrives to the month's file: the fee with a discount, the receipt on paper, the shift closed, the month looked at and exported.</summary>
public sealed class MoneyAtTheDeskTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("cedar", "en", "Cordelia Ashworth", "Arrived", "Regular patient", "450")]
    [InlineData("nour", "ar", "شكرية أبو المعاطي", "حضر", "مريض دائم", "٤٥٠")]
    public async Task A_fee_is_taken_printed_counted_and_found_in_the_month(string clinic, string language, string patient, string arrived, string reason, string paid)
    {
        await portal.AppointTodayAsync(clinic, patient);
        await portal.ScalarAsync("update portal.appointments a set price = 500 from portal.patients p where p.tenant_id = a.tenant_id and p.id = a.patient_id and p.name = $1 returning 1", patient);
        var page = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        await new SignInScreen(page).SignInAsync(await portal.ColleagueAsync(like: $"admin@{clinic}.example"));
        await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        await page.GotoAsync("/desk");
        var (desk, money) = (new DeskScreen(page, language), new MoneyScreen(page, language));
        await desk.IsReadyAsync();

        await desk.MarkAsync(patient, arrived);
        await Assertions.Expect(page.Locator(".payment .is-due")).ToBeVisibleAsync();
        await Support.Looks.ShouldBeFineAsync(page, "desk-fee", Device.Desktop, language, dark: false);
        await money.TakeAsync("10%", reason);
        await Assertions.Expect(money.Receipt).ToContainTextAsync(paid);
        await Assertions.Expect(money.Receipt).ToContainTextAsync(reason);
        await Assertions.Expect(desk.Card(patient).Locator(".pay-mark")).ToHaveCountAsync(0);

        // the paper, in both languages and sizes
        var paper = await money.PrintAsync();
        await Assertions.Expect(paper.Locator(".total")).ToContainTextAsync(paid);
        foreach (var (lang, size) in new[] { ("ar", "roll"), ("en", "roll"), ("ar", "sheet"), ("en", "sheet") })
        {
            await paper.GotoAsync($"{new Uri(paper.Url).AbsolutePath}?lang={lang}&paper={size}");
            await Assertions.Expect(paper.Locator("html")).ToHaveAttributeAsync("lang", lang);
            await Assertions.Expect(paper.GetByText(patient)).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(paper, $"receipt-{size}-{lang}", Device.Desktop, language, dark: false);
        }

        await paper.CloseAsync();

        await money.OpenAsync();
        await money.CountAsync("440");
        await Assertions.Expect(page.Locator(".difference")).ToBeVisibleAsync();
        await LookAsync(page, "money-shift", language);
        await money.CloseWithANoteAsync(reason);
        (await portal.ScalarAsync(
            "select (s.counted_cash - s.expected_cash)::int from portal.shifts s join portal.receipts r on r.tenant_id = s.tenant_id and r.shift_id = s.id "
            + "join portal.appointments a on a.tenant_id = r.tenant_id and a.id = r.appointment_id join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.name = $1",
            patient)).ShouldBe(-10);

        await money.OpenMonthAsync();
        await LookAsync(page, "money-month", language);
        (await money.ExportAsync("csv")).ShouldContain(
            ((decimal)(await portal.ScalarAsync("select sum(r.paid) from portal.receipts r join portal.tenants t on t.id = r.tenant_id where t.slug = $1 and date_trunc('month', r.taken_at at time zone t.time_zone) = date_trunc('month', now() at time zone t.time_zone)", clinic))!)
            .ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await money.ExportAsync("xlsx")).ShouldStartWith("PK");
        await page.GotoAsync("/desk/money/shifts");
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await LookAsync(page, "money-shifts", language);
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
