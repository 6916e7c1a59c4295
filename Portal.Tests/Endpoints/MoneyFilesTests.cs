using System.IO.Compression;
using System.Net;
using System.Text;
using Portal.Domain.Platform.Callers;
using Portal.Endpoints.Money;
using Portal.Tests.Booking;
using Portal.Tests.Booking.Money;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.Endpoints;

/// <summary>The month as files, and receipts on paper, as they come over HTTP.</summary>
public sealed class MoneyFilesTests(TestWeb web) : IClassFixture<TestWeb>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+20100", "\"'+20100\"")]
    [InlineData("-x", "\"'-x\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData(" =1", "\"' =1\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("=cmd|' /C calc'!A0, \"x\"", "\"'=cmd|' /C calc'!A0, \"\"x\"\"\"")]
    [InlineData("د. هدى", "د. هدى")]
    [InlineData("a,b", "\"a,b\"")]
    public void No_text_of_a_file_is_a_formula(string text, string cell) =>
        Encoding.UTF8.GetString(CsvFile.Write(["H"], [[text]])).ShouldBe($"\uFEFFH\r\n{cell}\r\n");

    [Fact]
    public void Numbers_are_numbers_also_below_nothing() =>
        Encoding.UTF8.GetString(CsvFile.Write(["H", "I"], [[-300.50m, null], [7, 0m]])).ShouldBe("\uFEFFH,I\r\n-300.50,\r\n7,0\r\n");

    [Fact]
    public async Task The_administrator_gets_the_month_as_a_file_and_it_is_written_down()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(BookingScenes.Monday(9)), 300, 50, "neighbour");
        using var browser = await SignInAsync(clinic, StaffRole.Administrator);

        using var csv = await browser.GetAsync("/desk/money/month.csv?month=2026-11");
        csv.StatusCode.ShouldBe(HttpStatusCode.OK);
        csv.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{clinic.Slug}-2026-11.csv");
        csv.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var bytes = await csv.Content.ReadAsByteArrayAsync(Cancellation);
        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        rows[1].ShouldBe("2026-11,Doctor 0,1,1,0,0,0,1,0,0,,1,300.00,50.00,250.00,0,0,0,0,250.00");
        rows[2].ShouldStartWith("2026-11,All,1,1");

        using var xlsx = await browser.GetAsync("/desk/money/month.xlsx?month=2026-11");
        xlsx.Content.Headers.ContentType!.MediaType.ShouldBe(ExcelFile.MediaType);
        using var zip = new ZipArchive(await xlsx.Content.ReadAsStreamAsync(Cancellation));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync(Cancellation);
        xml.ShouldContain("Doctor 0");
        xml.ShouldNotContain("<f>");
        (await clinic.AuditAsync("month.export")).ShouldBe(["done", "done"]);
        using var wrong = await browser.GetAsync("/desk/money/month.csv?month=nonsense");
        wrong.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_else_gets_it_and_no_administrator_another_clinics()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        await other.TakeAsync(await other.ArriveAsync(BookingScenes.Monday(9)));
        using var nobody = web.Browser(clinic);
        (await nobody.GetAsync("/desk/money/month.csv")).Headers.Location!.ToString().ShouldContain("/account/sign-in");
        using var desk = await SignInAsync(clinic, StaffRole.Receptionist);
        (await desk.GetAsync("/desk/money/month.csv")).Headers.Location!.ToString().ShouldContain("/account/denied");
        using var boss = await SignInAsync(clinic, StaffRole.Administrator);
        (await boss.ReadAsync("/desk/money/month.csv?month=2026-11")).ShouldNotContain("300");
    }

    [Theory]
    [InlineData("ar", "rtl", "إيصال", "٢٥٠")]
    [InlineData("en", "ltr", "Receipt", "250")]
    public async Task A_receipt_is_printed_in_the_language_of_who_takes_it_home(string language, string direction, string title, string paid)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await web.Portal.AsSuperuserAsync<bool>($"update tenants set arabic_digits = true where id = '{clinic.Id}' returning true");
        var taken = (await clinic.TakeAsync(await clinic.ArriveAsync(BookingScenes.Monday(9)), 300, 50, "neighbour")).Value;
        using var desk = await SignInAsync(clinic, StaffRole.Receptionist);

        var paper = await desk.ReadAsync($"/desk/receipts/{taken.Id}?lang={language}&paper=sheet");

        paper.ShouldStartWith("<!DOCTYPE html>");
        paper.ShouldContain($"<html lang=\"{language}\" dir=\"{direction}\" class=\"sheet\">");
        foreach (var said in (string[])[title, paid, "منى السيد", "receipt-sheet.css"])
            paper.ShouldContain(said);
        (await desk.ReadAsync($"/desk/receipts/{taken.Id}")).ShouldContain("receipt-roll.css");
        (await desk.GetAsync($"/desk/receipts/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var other = await TestClinic.CreateAsync(web.Portal);
        using var stranger = await SignInAsync(other, StaffRole.Administrator);
        (await stranger.GetAsync($"/desk/receipts/{taken.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
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
