using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.Chart.Documents.Model;
using Portal.Features.Chart;
using Portal.Features.Chart.Record;
using Portal.Tests.Chart.Documents;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>Documents in the record: taken in, looked at, deleted with a reason; what could not be read says so.</summary>
public sealed class DocumentPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Several_are_taken_in_at_once_and_each_says_what_became_of_it()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await OpenAsync(scene);
        view.Find(".documents .state").TextContent.ShouldContain("no documents yet");
        await AddAsync(view, ("report.pdf", DocumentScenes.Report), ("program.pdf", "MZ no document at all"u8.ToArray()));
        view.WaitForElement(".document").TextContent.ShouldContain("being read");
        view.WaitForElement(".uploads .error").TextContent.ShouldContain("neither a PDF nor a picture");
        view.FindAll(".document").ShouldHaveSingleItem();
        (await scene.RowsAsync<Document>()).ShouldHaveSingleItem().Title.ShouldBe("report");
    }

    [Fact]
    public async Task What_was_read_is_shown_in_the_page_and_an_unreadable_one_says_why()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.Clinic.TakeTextAsync(await scene.Clinic.UploadAsync(DocumentScenes.Report));
        await scene.Clinic.TakeTextAsync(await scene.Clinic.UploadAsync(DocumentScenes.LockedPdf));
        var view = await OpenAsync(scene);
        view.WaitForElement(".documents .unread").TextContent.ShouldContain("1");
        view.FindAll(".document-state").Select(state => state.TextContent).ShouldBe(["read", "cannot be read: it is protected by a password"], ignoreOrder: true);
        await view.InvokeAsync(() => view.FindAll(".document").First(row => row.QuerySelector(".is-read") is not null).QuerySelector("button")!.ClickAsync(new()));
        view.WaitForElement(".page-text");
        view.Find(".preview-acts a").GetAttribute("href")!.ShouldStartWith("/files/");
    }

    [Fact]
    public async Task One_is_deleted_with_a_reason()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.Clinic.UploadAsync(DocumentScenes.Report);
        var view = await OpenAsync(scene);
        view.WaitForElement(".document-title");
        await view.PressButtonAsync(".document-title");
        view.WaitForElement(".preview-acts .small");
        await view.PressButtonAsync(".preview-acts .small");
        await view.SendAsync(".document form");
        view.WaitForAssertion(() => view.Find(".document .error").TextContent.ShouldContain("Write why"));
        await view.TypeAsync(".document form input", "another patient's");
        await view.SendAsync(".document form");
        view.WaitForElement(".documents .state");
        (await scene.RowsAsync<Document>()).ShouldHaveSingleItem().DeletedReason.ShouldBe("another patient's");
    }

    static async Task<IRenderedComponent<ChartView>> OpenAsync(DeskScene scene)
    {
        var view = scene.Chart(ChartPart.Documents);
        await view.WaitForElementAsync(".documents .state, .document");
        return view;
    }

    static Task AddAsync(IRenderedComponent<ChartView> view, params (string Name, byte[] Content)[] files) => view.InvokeAsync(() =>
        view.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new([.. files.Select(file => (IBrowserFile)new BrowserFile(file.Name, file.Content))])));

    sealed class BrowserFile(string name, byte[] content) : IBrowserFile
    {
        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Size => content.Length;

        public string ContentType => "application/pdf";

        public Stream OpenReadStream(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) => new MemoryStream(content);
    }
}
