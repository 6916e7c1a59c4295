using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Auditing;

/// <summary>An administrator finds who signed in and who could not, keeps the question in the address, verifies the seals and takes a file along.</summary>
public sealed class AdminReadsTheAuditTrailTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "العاملون والدخول", "مُنع", "تسجيل الدخول", "محاولة تسجيل الدخول", "تحقق من الأختام", "تنزيل ملف CSV")]
    [InlineData("en", "Staff and signing in", "Refused", "signed in", "tried to sign in", "Verify the seals", "Download as CSV")]
    public async Task The_trail_is_read_narrowed_verified_and_taken_along(string language, string staff, string refused, string signedIn, string tried, string verify, string csv)
    {
        var email = await portal.ColleagueAsync(like: "admin@nour.example");
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, language);
        await new SignInScreen(page).SignInAsync(email, "not-the-password");
        await Assertions.Expect(page.Locator("input[type=password]")).ToBeVisibleAsync();
        await new SignInScreen(page).SignInAsync(email);
        await page.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));

        await page.GotoAsync("/admin/audit");
        await page.Locator("#trail-about").SelectOptionAsync(new SelectOptionValue { Label = staff });
        await page.ArriveAsync(url => url.Contains("about=staff", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".trail-day li").Filter(new() { HasText = signedIn }).First).ToBeVisibleAsync();

        await page.Locator("#trail-outcome").SelectOptionAsync(new SelectOptionValue { Label = refused });
        await page.ArriveAsync(url => url.Contains("outcome=refused", StringComparison.Ordinal) && url.Contains("about=staff", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".trail-day li.refused").Filter(new() { HasText = tried }).First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".trail-day li.refused").Filter(new() { HasText = tried }).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = verify }).ClickAsync();
        await Assertions.Expect(page.Locator(".seals-hold")).ToBeVisibleAsync();
        await Support.Looks.ShouldBeFineAsync(page, "admin-audit-verified", Device.Desktop, language, dark: false);

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByText(csv, new() { Exact = true }).ClickAsync());
        file.SuggestedFilename.ShouldStartWith("nour-audit-");
        await using var text = await file.CreateReadStreamAsync();
        using var reader = new StreamReader(text);
        (await reader.ReadToEndAsync()).ShouldContain(tried);
    }

    [Theory]
    [InlineData("nour", "ar", "كشف جلدية", "سعاد فؤاد", "01066641123")]
    [InlineData("cedar", "en", "Check-up", "Ruth Amber", "01066642123")]
    public async Task A_patient_finds_who_opened_the_own_record(string clinic, string language, string service, string name, string phone)
    {
        var booking = new BookingScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language), language);
        await booking.OpenAsync();
        await booking.ChooseAsync(service);
        if (clinic == "cedar")
            await booking.ChooseAsync("Dr Lina Haddad");
        await booking.ChooseATimeAsync(fromTheEnd: 3);
        await booking.FillInAsync(name, phone);
        var code = await portal.SecretSentToAsync("+2" + phone);
        await booking.EnterCodeAsync(code);
        await booking.ShouldBeBookedAsync();

        var mine = new MineScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language), language);
        await mine.AskForCodeAsync(phone);
        await mine.SignInAsync(await portal.SecretSentToAsync("+2" + phone, after: code));
        await mine.Page.Locator("a[href='/me/record']").ClickAsync();
        await mine.Page.ArriveAsync(url => url.EndsWith("/me/record", StringComparison.Ordinal));
        await Assertions.Expect(mine.Page.Locator(".opened")).ToHaveCountAsync(1);
        await Support.Looks.ShouldBeFineAsync(mine.Page, "me-record", Device.Phone, language, dark: false);
    }
}
