using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.Platform.Callers;
using Portal.Features.Chart.Import;
using Portal.Tests.Booking;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Fhir;

/// <summary>The page where an administrator brings records in.</summary>
public sealed class ImportPanelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static Task<DeskScene> OpenAsync(TestPortal portal, string language = "en", StaffRole role = StaffRole.Administrator)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return DeskScene.OpenAsync(portal, role: role);
    }

    static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    static string Silent => Text(SampleBundle.With(b => b.Resource("Patient").Remove("telecom")));

    static void Upload(IRenderedComponent<ImportPanel> page, params (string Name, string Content)[] files) =>
        page.FindComponent<InputFile>().UploadFiles([.. files.Select(file => InputFileContent.CreateFromText(file.Content, file.Name, contentType: "application/json"))]);

    [Fact]
    public async Task Each_file_tells_what_came_of_it()
    {
        await using var scene = await OpenAsync(portal);
        var page = scene.Page.Render<ImportPanel>();
        Upload(page, ("huda.json", SampleBundle.Json), ("notes.json", "{}"));
        page.WaitForAssertion(() => page.Find("[role=status]").TextContent.ShouldBe("1 of 2 files are in the charts."));

        var files = page.FindAll("article.file");
        files[0].QuerySelector("h3")!.TextContent.ShouldBe("huda.json");
        files[0].QuerySelector(".outcome a")!.GetAttribute("href")!.ShouldStartWith("/doctor/patients/");
        files[0].QuerySelector(".outcome")!.TextContent.ShouldContain("New patient");
        files[0].QuerySelectorAll("tbody tr").Select(row => row.TextContent).ShouldContain("Results and vital signs60");
        files[0].QuerySelector("summary")!.TextContent.ShouldBe("Left out: 4");
        files[0].QuerySelector("details")!.TextContent.ShouldContain("About another person");
        files[1].QuerySelector("[role=alert]")!.TextContent.ShouldContain("no FHIR bundle");
        (await scene.Clinic.CountAsync("observations")).ShouldBe(6);
    }

    [Fact]
    public async Task A_file_without_a_phone_asks_for_one_and_goes_on()
    {
        await using var scene = await OpenAsync(portal);
        var page = scene.Page.Render<ImportPanel>();
        Upload(page, ("huda.json", Silent));
        page.WaitForElement("form.phone");
        page.Find("[role=alert]").TextContent.ShouldContain("no phone");
        await page.InvokeAsync(() => page.Find("form.phone input").ChangeAsync(new() { Value = "0111 222 3334" }));
        await page.InvokeAsync(() => page.Find("form.phone").SubmitAsync());
        page.WaitForAssertion(() => page.FindAll("article table").Count.ShouldBe(2));
    }

    [Fact]
    public async Task A_patient_who_was_found_first_takes_all_files()
    {
        await using var scene = await OpenAsync(portal, "ar");
        var page = scene.Page.Render<ImportPanel>();
        await page.InvokeAsync(() => page.Find("#import-whose").InputAsync(new() { Value = "منى" }));
        page.WaitForElement(".found button");
        await page.InvokeAsync(() => page.Find(".found button").ClickAsync(new()));
        page.Find(".whose").TextContent.ShouldContain("منى السيد");
        Upload(page, ("huda.json", Silent));
        page.WaitForAssertion(() => page.Find(".outcome a").GetAttribute("href").ShouldBe($"/doctor/patients/{scene.Clinic.Patient}"));
        page.Find(".outcome").TextContent.ShouldContain("مريض معروف");
    }

    [Fact]
    public async Task Who_may_not_is_told_so()
    {
        await using var scene = await OpenAsync(portal, role: StaffRole.Receptionist);
        var page = scene.Page.Render<ImportPanel>();
        Upload(page, ("huda.json", SampleBundle.Json));
        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain("Only administrators and doctors"));
        (await scene.Clinic.CountAsync("encounters")).ShouldBe(0);
    }
}
