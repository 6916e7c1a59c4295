using System.Net;
using System.Text;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Chart;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.Auditing;

/// <summary>What people see over HTTP of who looked: a patient the own record's readers, an administrator the trail as a file.</summary>
public sealed class RecordPageTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Go = "main form button.wide";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ar", "من فتح سجلك", "طبيب", "فتح لسبب استثنائي", "من فتح سجلي")]
    [InlineData("en", "Who opened your record", "doctor", "Opened for a special reason", "Who opened my record")]
    public async Task A_patient_sees_who_opened_the_own_record_and_why(string language, string title, string role, string glass, string link)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var doctor = await clinic.DoctorAsync(null, "Huda Fahmy");
        await clinic.BreakGlassAsync(AccessScenes.Doctor(doctor), "Brought in <unconscious>");
        await clinic.OpenAsync(AccessScenes.Doctor(doctor));
        var browser = await SignInAsync(clinic, TestClinic.PatientPhone);
        await browser.GoAsync($"/language/{language}?back=/me");

        (await browser.GoAsync("/me")).Page.Body!.TextContent.ShouldContain(link);
        var page = (await browser.GoAsync("/me/record")).Page;

        page.QuerySelector("h1")!.TextContent.ShouldBe(title);
        var lines = page.QuerySelectorAll(".opened-line");
        lines.Length.ShouldBe(2);
        foreach (var line in lines)
            line.TextContent.ShouldContain("Huda Fahmy");
        page.Body!.TextContent.ShouldContain(role);
        page.Body.TextContent.ShouldContain(glass);
        page.QuerySelector(".opened-line .note")!.TextContent.ShouldContain("Brought in <unconscious>");
        page.QuerySelector("html")!.GetAttribute("dir").ShouldBe(language == "ar" ? "rtl" : "ltr");
    }

    [Fact]
    public async Task A_family_sees_each_persons_and_strangers_nothing_of_it()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var doctor = await clinic.DoctorAsync(null, "Huda Fahmy");
        await clinic.BreakGlassAsync(AccessScenes.Doctor(doctor));
        await using (var scope = web.Portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            db.Add(new Patient(clinic.Id, PatientId.New()) { Name = "Omar", Phone = TestClinic.PatientPhone, Language = "ar", CreatedAt = web.Portal.Now + Duration.FromSeconds(1) });
            await db.SaveChangesAsync(Cancellation);
        }

        var family = (await (await SignInAsync(clinic, TestClinic.PatientPhone)).GoAsync("/me/record")).Page;
        family.QuerySelectorAll(".opened h2:not(.visually-hidden)").Length.ShouldBe(2);
        family.QuerySelectorAll(".opened-line").Length.ShouldBe(1);
        (await (await SignInAsync(clinic, "+201009998887")).GoAsync("/me/record")).Page.Body!.TextContent.ShouldNotContain("Huda");

        using var nobody = web.Browser(clinic);
        (await nobody.GetAsync("/me/record")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_trail_is_a_file_for_the_administrator_alone()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var doctor = await clinic.DoctorAsync(null, "Huda Fahmy");
        await clinic.BreakGlassAsync(AccessScenes.Doctor(doctor), "=cmd|calc, unconscious");
        using var administrator = await SignInAsync(clinic, StaffRole.Administrator);
        using var file = await administrator.GetAsync("/admin/audit.csv?glass=1");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var rows = Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync(Cancellation)).Split("\r\n");
        rows.Length.ShouldBe(3, "a header, an entry, and the end of the last line");
        rows[1].ShouldContain("Huda Fahmy");
        rows[1].ShouldEndWith("\"'=cmd|calc, unconscious\"");
        (await clinic.AuditAsync("audit.export")).ShouldBe(["done"]);

        using var reception = await SignInAsync(clinic, StaffRole.Receptionist);
        (await reception.GetAsync("/admin/audit.csv")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await reception.GetAsync("/admin/audit")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    async Task<FormBrowser> SignInAsync(TestClinic clinic, string phone)
    {
        var browser = await new FormBrowser(web.Handler(), web.Browser(clinic).Address).GoAsync("/me/sign-in");
        await browser.PressAsync(Go, ("Phone", phone));
        await browser.PressAsync(Go, ("Code", (await clinic.LastSecretAsync(phone))!));
        return browser;
    }

    async Task<TestBrowser> SignInAsync(TestClinic clinic, StaffRole role)
    {
        var email = IdentityScenes.NewEmail();
        await clinic.HireAsync(role, email);
        var browser = web.Browser(clinic);
        await browser.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        return browser;
    }
}
