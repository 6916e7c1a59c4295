using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Chart.Documents.Jobs;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Chart.Documents.Text;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Documents;

/// <summary>What is made of files' words, by PdfPig, Tesseract and poppler themselves.</summary>
public sealed class DocumentTextTests(PostgresServer server) : IAsyncLifetime
{
    readonly OcrOptions ocr = new();
    TestPortal portal = null!;
    TestClinic clinic = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = new TestPortal(server) { Configure = services => services.AddSingleton(Options.Create(ocr)) };
        await portal.InitializeAsync();
        clinic = await TestClinic.CreateAsync(portal);
    }

    [Fact]
    public async Task A_PDFs_own_text_is_taken_in_both_languages_as_it_is_read()
    {
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        (await clinic.ReadAsync(id)).Document.Status.ShouldBe(DocumentStatus.Stored);

        await clinic.TakeTextAsync(id);

        var read = await clinic.ReadAsync(id);
        (read.Document.Status, read.Document.Fault, read.Document.PageCount, read.Document.MachineRead).ShouldBe((DocumentStatus.Read, null, 2, false));
        read.Pages.Select(p => (p.Number, p.MachineRead)).ShouldBe([(1, false), (2, false)]);
        foreach (var line in (string[])["Laboratory report", "HbA1c 7.2 % 4.0-5.6", "Creatinine 0.9 mg/dL 0.6-1.2", "تقرير المعمل للمريضة منى السيد", "لا توجد حساسية من Penicillin"])
            read.Pages[0].Text.Split('\n').ShouldContain(line);
        read.Pages[0].Text.ShouldContain("ضغط الدم 120/80 يوم 05/11/2026 والسكر التراكمي HbA1c هو 7.2");
        read.Pages[0].Text.ShouldContain("(مرتفع)");
        read.Pages[1].Text.ShouldBe("Second page: MRI of the knee, بدون كسور, no fracture.");
    }

    [Fact]
    public async Task A_photograph_is_read_by_machine_in_both_languages_and_says_so()
    {
        var id = await clinic.UploadAsync(DocumentScenes.Scan);
        await clinic.TakeTextAsync(id);
        var read = await clinic.ReadAsync(id);
        (read.Document.Status, read.Document.MachineRead, read.Document.PageCount).ShouldBe((DocumentStatus.Read, true, 1));
        var page = read.Pages.ShouldHaveSingleItem();
        page.MachineRead.ShouldBeTrue();
        page.Text.ShouldContain("Amoxicillin 500 mg three times daily");
        page.Text.ShouldContain("خروج المريض من المستشفى");
    }

    [Fact]
    public async Task A_scanned_PDF_is_drawn_and_read_by_machine()
    {
        var id = await clinic.UploadAsync(DocumentScenes.ScannedPdf);
        await clinic.TakeTextAsync(id);
        var page = (await clinic.ReadAsync(id)).Pages.ShouldHaveSingleItem();
        page.MachineRead.ShouldBeTrue();
        page.Text.ShouldContain("Discharge summary");
        page.Text.ShouldContain("تقرير خروج المريض");
    }

    [Theory]
    [InlineData(DocumentFault.PasswordProtected)]
    [InlineData(DocumentFault.Broken)]
    [InlineData(DocumentFault.NoText)]
    public async Task What_cannot_be_read_is_kept_and_says_why(DocumentFault fault)
    {
        var content = fault switch
        {
            DocumentFault.PasswordProtected => DocumentScenes.LockedPdf,
            DocumentFault.Broken => DocumentScenes.BrokenPdf,
            _ => WhitePdf(),
        };
        var id = await clinic.UploadAsync(content);
        await clinic.TakeTextAsync(id);

        var read = await clinic.ReadAsync(id);
        (read.Document.Status, read.Document.Fault).ShouldBe((DocumentStatus.Unreadable, fault));
        read.Pages.ShouldBeEmpty();
        (await clinic.TryOpenAsync(id)).Value.ShouldBe(content);
        (await clinic.TryListAsync()).Value.Unreadable.ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_picture_is_broken()
    {
        var id = await clinic.UploadAsync([.. DocumentScenes.Scan[..60], .. new byte[500]]);
        await clinic.TakeTextAsync(id);
        (await clinic.ReadAsync(id)).Document.Fault.ShouldBe(DocumentFault.Broken);
    }

    [Fact]
    public async Task Without_Tesseract_it_waits_says_so_and_is_read_when_Tesseract_is_there()
    {
        ocr.Tesseract = "/nowhere/tesseract";
        var id = await clinic.UploadAsync(DocumentScenes.Scan);
        await clinic.TakeTextAsync(id);
        var waiting = (await clinic.ReadAsync(id)).Document;
        (waiting.Status, waiting.Fault).ShouldBe((DocumentStatus.Stored, DocumentFault.ReaderMissing));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        (await BroughtBackAsync()).ShouldBe(0);

        ocr.Tesseract = "tesseract";
        (await BroughtBackAsync()).ShouldBe(1);
        await clinic.TakeTextAsync(id);
        (await clinic.ReadAsync(id)).Document.Status.ShouldBe(DocumentStatus.Read);
    }

    [Fact]
    public async Task A_job_that_was_lost_is_brought_back_and_a_file_that_kills_it_each_time_is_given_up()
    {
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        (await BroughtBackAsync()).ShouldBe(0); // its own job is on its way
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        (await BroughtBackAsync()).ShouldBe(1);

        await portal.AsSuperuserAsync<int>($"update documents set text_attempts = 3 where id = '{id}' returning 1");
        await clinic.TakeTextAsync(id);
        (await clinic.ReadAsync(id)).Document.Fault.ShouldBe(DocumentFault.TimedOut);
    }

    [Fact]
    public async Task Taken_twice_it_is_there_once_and_of_a_deleted_one_nothing_is_taken()
    {
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        await Task.WhenAll(clinic.TakeTextAsync(id), clinic.TakeTextAsync(id));
        await clinic.TakeTextAsync(id);
        (await clinic.ReadAsync(id)).Pages.Count.ShouldBe(2);

        var gone = await clinic.UploadAsync(DocumentScenes.Report);
        await using var scope = portal.Scope(clinic.Id);
        await scope.Get<Domain.Chart.Documents.DeleteDocument>().ExecuteAsync(new(gone, "wrong patient"), Cancellation);
        await clinic.TakeTextAsync(gone);
        (await portal.AsSuperuserAsync<long>($"select count(*) from document_pages where document_id = '{gone}'")).ShouldBe(0);
    }

    /// <returns>How many jobs it called.</returns>
    async Task<long> BroughtBackAsync()
    {
        await using var scope = portal.Scope(clinic.Id);
        var before = await JobsAsync();
        await new TakeMissingTexts(
            scope.Get<Domain.Platform.Jobs.ITenantList>(), scope.Get<Domain.Platform.Jobs.TenantScopes>(), scope.Get<IBackgroundJobClient>(), scope.Get<Ocr>(), portal.Clock).ExecuteAsync(Cancellation);
        return await JobsAsync() - before;
    }

    Task<long> JobsAsync() => portal.AsSuperuserAsync<long>("select count(*) from hangfire.job");

    // one page without a word
    static byte[] WhitePdf() => System.Text.Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        + "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n169\n%%EOF");

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
