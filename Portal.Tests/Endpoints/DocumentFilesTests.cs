using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Jobs;
using Portal.Tests.Chart.Documents;
using Portal.Tests.Identity;
using Portal.Tests.Platform.Files;
using Portal.Tests.Support;

namespace Portal.Tests.Endpoints;

/// <summary>Documents as they go over HTTP: up in a form, down whole and in ranges, to those who may.</summary>
public sealed class DocumentFilesTests(TestWeb web) : IClassFixture<TestWeb>
{
    sealed record Uploaded(Guid Id);

    sealed record Refused(string Error);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_goes_up_and_comes_down_whole_and_in_ranges_with_headers_that_keep_it_harmless()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var doctor = await SignInAsync(clinic, StaffRole.Doctor | StaffRole.Administrator);
        var id = await UploadAsync(clinic, doctor, DocumentScenes.Report, "تحليل دم.pdf");

        using var whole = await doctor.GetAsync($"/files/{id}");
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await whole.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(DocumentScenes.Report);
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        whole.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        whole.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("تحليل دم.pdf");
        whole.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        whole.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        whole.Headers.CacheControl!.NoStore.ShouldBeTrue();
        whole.Headers.AcceptRanges.ShouldBe(["bytes"]);

        foreach (var (from, to) in ((int, int)[])[(0, 9), (20_000, 30_000)])
        {
            using var part = await SendAsync(clinic, doctor, HttpMethod.Get, $"/files/{id}", request => request.Headers.Range = new(from, to));
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            (await part.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(DocumentScenes.Report[from..(to + 1)]);
        }

        using var beyond = await SendAsync(clinic, doctor, HttpMethod.Get, $"/files/{id}", request => request.Headers.Range = new(10_000_000, null));
        beyond.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        using var saved = await doctor.GetAsync($"/files/{id}?download=true");
        saved.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task A_picture_is_shown_in_a_sandbox()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var doctor = await SignInAsync(clinic, StaffRole.Doctor | StaffRole.Administrator);
        using var picture = await doctor.GetAsync($"/files/{await UploadAsync(clinic, doctor, DocumentScenes.Scan, "scan.png")}");
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        picture.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task What_is_refused_is_told_by_its_code()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var doctor = await SignInAsync(clinic, StaffRole.Doctor | StaffRole.Administrator);
        async Task ShouldBeAsync(HttpStatusCode status, string error, byte[] content, string? path = null)
        {
            using var answer = await PostAsync(clinic, doctor, content, "x.pdf", path);
            answer.StatusCode.ShouldBe(status);
            (await answer.Content.ReadFromJsonAsync<Refused>(Cancellation))!.Error.ShouldBe(error);
        }

        await ShouldBeAsync(HttpStatusCode.UnsupportedMediaType, "WrongType", "<html>"u8.ToArray());
        await ShouldBeAsync(HttpStatusCode.BadRequest, "Empty", []);
        await ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge, "TooLarge", [.. "%PDF-1.4"u8, .. FileScenes.Bytes((int)DocumentIntake.MostBytes)]);
        await ShouldBeAsync(HttpStatusCode.NotFound, "NotFound", DocumentScenes.Scan, $"/files?patient={Guid.NewGuid()}");
        var id = await UploadAsync(clinic, doctor, DocumentScenes.Report, "x.pdf");
        (await PostAsync(clinic, doctor, DocumentScenes.Scan, "y.png", $"/files/{id}/editions")).StatusCode.ShouldBe(HttpStatusCode.Created);
        await ShouldBeAsync(HttpStatusCode.Conflict, "ChangedMeanwhile", DocumentScenes.Scan, $"/files/{id}/editions");
        using var bare = await SendAsync(clinic, doctor, HttpMethod.Post, $"/files?patient={clinic.Patient}", request => request.Content = Form(DocumentScenes.Scan, "x.png"));
        bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bare.Content.ReadFromJsonAsync<Refused>(Cancellation))!.Error.ShouldBe("NotFromHere");
    }

    [Fact]
    public async Task It_is_there_for_the_doctor_and_the_patient_and_for_nobody_else()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        using var doctor = await SignInAsync(clinic, StaffRole.Doctor | StaffRole.Administrator);
        var id = await UploadAsync(clinic, doctor, DocumentScenes.Report, "x.pdf");
        using var nobody = web.Browser(clinic);
        (await nobody.GetAsync($"/files/{id}")).Headers.Location!.ToString().ShouldContain("/account/sign-in");
        (await nobody.GetAsync($"/me/files/{id}")).Headers.Location!.ToString().ShouldContain("/me/sign-in");
        using var reception = await SignInAsync(clinic, StaffRole.Receptionist);
        (await reception.GetAsync($"/files/{id}")).Headers.Location!.ToString().ShouldContain("/account/denied");
        using var stranger = await SignInAsync(other, StaffRole.Doctor);
        (await stranger.GetAsync($"/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var patient = await PatientAsync(clinic);
        using var own = await patient.GetAsync($"/me/files/{id}");
        (await own.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(DocumentScenes.Report);
        using var patientOfOther = await PatientAsync(other);
        (await patientOfOther.GetAsync($"/me/files/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_opens_it_without_signing_in_until_it_ends()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        using var doctor = await SignInAsync(clinic, StaffRole.Doctor | StaffRole.Administrator);
        var id = await UploadAsync(clinic, doctor, DocumentScenes.Report, "x.pdf");
        string path;
        await using (var scope = web.Services.GetRequiredService<TenantScopes>().Open(clinic.Id))
            path = (await scope.ServiceProvider.GetRequiredService<LinkToDocument>().ExecuteAsync(DocumentId.From(id), Cancellation)).Value;

        using var nobody = web.Browser(clinic);
        using var opened = await nobody.GetAsync(path);
        (await opened.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(DocumentScenes.Report);
        opened.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        using var elsewhere = web.Browser(other);
        (await elsewhere.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(6));
        (await nobody.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    async Task<Guid> UploadAsync(TestClinic clinic, TestBrowser browser, byte[] content, string name)
    {
        using var answer = await PostAsync(clinic, browser, content, name);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<Uploaded>(Cancellation))!.Id;
    }

    async Task<HttpResponseMessage> PostAsync(TestClinic clinic, TestBrowser browser, byte[] content, string name, string? path = null)
    {
        var token = await browser.TokenOfAsync("/desk");
        return await SendAsync(clinic, browser, HttpMethod.Post, path ?? $"/files?patient={clinic.Patient}&kind=LabReport", request =>
        {
            request.Headers.Add("RequestVerificationToken", token);
            request.Content = Form(content, name);
        });
    }

    static MultipartFormDataContent Form(byte[] content, string name) => new() { { new ByteArrayContent(content) { Headers = { ContentType = new("text/plain") } }, "file", name } };

    async Task<HttpResponseMessage> SendAsync(TestClinic clinic, TestBrowser browser, HttpMethod method, string path, Action<HttpRequestMessage> fill)
    {
        var http = new HttpClient(new CookieContainerHandler(browser.Cookies) { InnerHandler = web.Handler() }) { BaseAddress = browser.Address };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        using var request = new HttpRequestMessage(method, path);
        fill(request);
        return await http.SendAsync(request, Cancellation);
    }

    async Task<TestBrowser> SignInAsync(TestClinic clinic, StaffRole roles)
    {
        var email = IdentityScenes.NewEmail();
        await clinic.HireAsync(roles, email);
        var browser = web.Browser(clinic);
        await browser.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        return browser;
    }

    async Task<TestBrowser> PatientAsync(TestClinic clinic)
    {
        var browser = web.Browser(clinic);
        var form = await new FormBrowser(web.Handler(), browser.Address).GoAsync("/me/sign-in");
        await form.PressAsync("main form button.wide", ("Phone", TestClinic.PatientPhone));
        await form.PressAsync("main form button.wide", ("Code", (await clinic.LastSecretAsync(TestClinic.PatientPhone))!));
        browser.Cookies.Add(new Cookie("patient", form.Cookies["patient"], "/", browser.Address.Host));
        return browser;
    }
}
