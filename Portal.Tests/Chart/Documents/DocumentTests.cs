using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Results;
using Portal.Tests.Identity;
using Portal.Tests.Platform.Files;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Documents;

public sealed class DocumentTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Action<Caller> Doctor = TestPortal.Staff(StaffRole.Doctor), Reception = TestPortal.Staff(StaffRole.Receptionist);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_uploaded_is_listed_opened_and_written_down()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = (await clinic.TryUploadAsync(DocumentScenes.Report, title: "  Blood test\n")).Value;

        var listed = (await clinic.TryListAsync()).Value.Documents.ShouldHaveSingleItem();
        (listed.Id, listed.Title, listed.Kind, listed.MediaType, listed.Size, listed.Edition, listed.Status)
            .ShouldBe((id, "Blood test", DocumentKind.LabReport, "application/pdf", DocumentScenes.Report.Length, 1, DocumentStatus.Stored));
        (await clinic.TryOpenAsync(id)).Value.ShouldBe(DocumentScenes.Report);
        (await clinic.RowAsync(id)).Sha256.ShouldBe(SHA256.HashData(DocumentScenes.Report));
        (await clinic.ReadAsync(id)).Document.Title.ShouldBe("Blood test");
        (await clinic.AuditAsync("document.upload")).ShouldBe(["done"]);
        (await clinic.AuditAsync("document.read")).ShouldBe(["done", "done"]);
        (await clinic.AuditAsync("document.list")).ShouldBe(["done"]);
    }

    [Theory]
    [InlineData(null, "C:\\scans\\تحليل دم.pdf", "تحليل دم")]
    [InlineData("", "IMG_1.JPG", "IMG_1")]
    [InlineData("Typed", "IMG_1.JPG", "Typed")]
    public async Task Without_a_title_it_has_its_files_name(string? title, string name, string expected)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.RowAsync((await clinic.TryUploadAsync(DocumentScenes.Scan, title: title, name: name)).Value)).Title.ShouldBe(expected);
    }

    [Fact]
    public async Task What_is_no_document_is_refused_whatever_it_is_called()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.TryUploadAsync("<html><script>alert(1)</script>"u8.ToArray(), name: "report.pdf")).Error.ShouldBe(DocumentsError.WrongType);
        (await clinic.TryUploadAsync([], name: "report.pdf")).Error.ShouldBe(DocumentsError.Empty);
        (await clinic.TryUploadAsync(DocumentScenes.Report, title: null)).Error.ShouldBe(DocumentsError.TitleInvalid);
        (await clinic.TryUploadAsync([.. "%PDF-1.4"u8, .. new byte[DocumentIntake.MostBytes - 7]])).Error.ShouldBe(DocumentsError.TooLarge);
        (await clinic.TryListAsync()).Value.Documents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fifty_megabytes_go_in_and_come_out()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        byte[] content = [.. "%PDF-1.4"u8, .. FileScenes.Bytes((int)DocumentIntake.MostBytes - 8)];
        var id = (await clinic.TryUploadAsync(content)).Value;
        SHA256.HashData((await clinic.TryOpenAsync(id)).Value).ShouldBe(SHA256.HashData(content));
        await DeleteAsync(clinic, id, "room for the next run");
    }

    [Fact]
    public async Task A_newer_edition_takes_its_place_and_the_older_ones_stay()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = await clinic.UploadAsync(DocumentScenes.Report);
        var second = (await ReplaceAsync(clinic, first, DocumentScenes.Scan)).Value;

        (await clinic.TryListAsync()).Value.Documents.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Id.ShouldBe(second), d => d.Edition.ShouldBe(2), d => d.Title.ShouldBe("Lab report"));
        (await clinic.ReadAsync(first)).Editions.Select(e => (e.Id, e.Edition)).ShouldBe([(second, 2), (first, 1)]);
        (await clinic.TryOpenAsync(first)).Value.ShouldBe(DocumentScenes.Report);
        (await clinic.TryOpenAsync(second)).Value.ShouldBe(DocumentScenes.Scan);
        (await ReplaceAsync(clinic, first, DocumentScenes.Scan)).Error.ShouldBe(DocumentsError.ChangedMeanwhile);
        (await ReplaceAsync(clinic, DocumentId.New(), DocumentScenes.Scan)).Error.ShouldBe(DocumentsError.NotFound);
        (await ReplaceAsync(clinic, second, "words"u8.ToArray())).Error.ShouldBe(DocumentsError.WrongType);
    }

    [Fact]
    public async Task Of_two_who_replace_it_at_once_one_does()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = await clinic.UploadAsync(DocumentScenes.Report);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReplaceAsync(clinic, first, DocumentScenes.Scan)));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == DocumentsError.ChangedMeanwhile);
        (await clinic.ReadAsync(first)).Editions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Deleted_is_gone_with_all_editions_text_and_key_and_who_did_it_and_why_stays()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = await clinic.UploadAsync(DocumentScenes.Report);
        await clinic.TakeTextAsync(first);
        var second = (await ReplaceAsync(clinic, first, DocumentScenes.Scan)).Value;
        (await DeleteAsync(clinic, second, "  ")).Error.ShouldBe(DocumentsError.ReasonMissing);

        (await DeleteAsync(clinic, second, "Another patient's")).Succeeded.ShouldBeTrue();

        var store = portal.Services.GetRequiredService<IFileStore>();
        foreach (var id in (DocumentId[])[first, second])
        {
            (await clinic.TryReadAsync(id)).Error.ShouldBe(DocumentsError.NotFound);
            (await clinic.TryOpenAsync(id)).Error.ShouldBe(DocumentsError.NotFound);
            var row = await clinic.RowAsync(id);
            (row.WrappedKey, row.DeletedReason).ShouldBe((null, "Another patient's"));
            row.DeletedBy.ShouldNotBeNull();
            await Should.ThrowAsync<FileDamagedException>(() => store.OpenAsync(new(clinic.Id, row.FileId), 0, Cancellation));
        }

        (await portal.AsSuperuserAsync<long>($"select count(*) from document_pages where tenant_id = '{clinic.Id}'")).ShouldBe(0);
        (await clinic.TryListAsync()).Value.Documents.ShouldBeEmpty();
        (await clinic.TryListAsync(deleted: true)).Value.Documents.ShouldHaveSingleItem().Deleted!.Reason.ShouldBe("Another patient's");
        (await DeleteAsync(clinic, second, "again")).Error.ShouldBe(DocumentsError.NotFound);
    }

    [Fact]
    public async Task Reception_takes_in_and_sees_what_there_is_and_no_more()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = (await clinic.TryUploadAsync(DocumentScenes.Report, Reception)).Value;
        (await clinic.TryListAsync(Reception)).Value.Documents.Count.ShouldBe(1);
        (await clinic.TryReadAsync(id, Reception)).Error.ShouldBe(DocumentsError.Forbidden);
        (await clinic.TryOpenAsync(id, Reception)).Error.ShouldBe(DocumentsError.Forbidden);
        (await DeleteAsync(clinic, id, "reason", Reception)).Error.ShouldBe(DocumentsError.Forbidden);
        (await ReplaceAsync(clinic, id, DocumentScenes.Scan, Reception)).Error.ShouldBe(DocumentsError.Forbidden);
        (await LinkAsync(clinic, id, Reception)).Error.ShouldBe(DocumentsError.Forbidden);
        (await clinic.AuditAsync("document.read")).ShouldBe(["Forbidden", "Forbidden"]);
    }

    [Fact]
    public async Task A_patient_reads_those_of_the_own_phone_and_nobody_without_a_proved_one_any()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        var (own, other) = (TestPortal.Patient(TestClinic.PatientPhone), TestPortal.Patient("+201009999999"));
        (await clinic.TryOpenAsync(id, own)).Value.ShouldBe(DocumentScenes.Report);
        (await clinic.TryListAsync(own)).Value.Documents.Count.ShouldBe(1);
        (await clinic.TryReadAsync(id, own)).Succeeded.ShouldBeTrue();
        (await clinic.TryUploadAsync(DocumentScenes.Scan, own)).Error.ShouldBe(DocumentsError.Forbidden);
        (await DeleteAsync(clinic, id, "mine", own)).Error.ShouldBe(DocumentsError.Forbidden);
        foreach (var caller in (Action<Caller>[])[other, TestPortal.Visitor, TestPortal.Staff(StaffRole.Pharmacist), c => c.BecomeProgram(Guid.NewGuid(), ApiScopes.All)])
        {
            (await clinic.TryOpenAsync(id, caller)).Error.ShouldBe(DocumentsError.Forbidden);
            (await clinic.TryReadAsync(id, caller)).Error.ShouldBe(DocumentsError.Forbidden);
            (await clinic.TryListAsync(caller)).Error.ShouldBe(DocumentsError.Forbidden);
            (await clinic.TryUploadAsync(DocumentScenes.Scan, caller)).Error.ShouldBe(DocumentsError.Forbidden);
        }
    }

    [Fact]
    public async Task Another_clinics_documents_are_not_there()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        (await other.TryReadAsync(id)).Error.ShouldBe(DocumentsError.NotFound);
        (await other.TryOpenAsync(id)).Error.ShouldBe(DocumentsError.NotFound);
        (await DeleteAsync(other, id, "theirs")).Error.ShouldBe(DocumentsError.NotFound);
        (await ReplaceAsync(other, id, DocumentScenes.Scan)).Error.ShouldBe(DocumentsError.NotFound);
        (await LinkAsync(other, id)).Error.ShouldBe(DocumentsError.NotFound);
        await using var scope = portal.Scope(other.Id, Doctor);
        (await scope.Get<UploadDocument>().ExecuteAsync(new(clinic.Patient, "x", DocumentKind.Other, null, new MemoryStream(DocumentScenes.Scan)), Cancellation))
            .Error.ShouldBe(DocumentsError.NotFound);
        (await scope.Get<ListDocuments>().ExecuteAsync(new(clinic.Patient), Cancellation)).Value.Documents.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_opens_its_document_for_five_minutes_on_its_own_clinics_host()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var id = await clinic.UploadAsync(DocumentScenes.Report);
        var token = (await LinkAsync(clinic, id)).Value.Split('/')[^1];
        (await ByLinkAsync(clinic, token)).ShouldBeNull();
        (await ByLinkAsync(other, token)).ShouldBe(DocumentsError.NotFound);
        (await ByLinkAsync(clinic, token[..^2] + "AA")).ShouldBe(DocumentsError.NotFound);
        (await ByLinkAsync(clinic, "nonsense")).ShouldBe(DocumentsError.NotFound);
        (await clinic.AuditAsync("document.read")).ShouldBe(["done"]);

        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        (await ByLinkAsync(clinic, token)).ShouldBe(DocumentsError.NotFound);

        var later = (await LinkAsync(clinic, id)).Value.Split('/')[^1];
        await DeleteAsync(clinic, id, "reason");
        (await ByLinkAsync(clinic, later)).ShouldBe(DocumentsError.NotFound);
    }

    Task<Result<DocumentId, DocumentsError>> ReplaceAsync(TestClinic clinic, DocumentId id, byte[] content, Action<Caller>? caller = null) =>
        InAsync<ReplaceDocument, Result<DocumentId, DocumentsError>>(clinic, caller, use => use.ExecuteAsync(new(id, null, new MemoryStream(content)), Cancellation));

    Task<Result<Done, DocumentsError>> DeleteAsync(TestClinic clinic, DocumentId id, string reason, Action<Caller>? caller = null) =>
        InAsync<DeleteDocument, Result<Done, DocumentsError>>(clinic, caller, use => use.ExecuteAsync(new(id, reason), Cancellation));

    Task<Result<string, DocumentsError>> LinkAsync(TestClinic clinic, DocumentId id, Action<Caller>? caller = null) =>
        InAsync<LinkToDocument, Result<string, DocumentsError>>(clinic, caller, use => use.ExecuteAsync(id, Cancellation));

    Task<DocumentsError?> ByLinkAsync(TestClinic clinic, string token) => InAsync<OpenDocument, DocumentsError?>(clinic, TestPortal.Visitor, async use =>
    {
        var opened = await use.ByLinkAsync(token, Cancellation);
        if (!opened.Succeeded)
            return opened.Error;
        await opened.Value.Content.DisposeAsync();
        return null;
    });

    async Task<TOut> InAsync<TUse, TOut>(TestClinic clinic, Action<Caller>? caller, Func<TUse, Task<TOut>> run) where TUse : notnull
    {
        await using var scope = portal.Scope(clinic.Id, caller ?? Doctor);
        return await run(scope.Get<TUse>());
    }
}
