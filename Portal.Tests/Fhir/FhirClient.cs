using System.Net;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;
using Portal.Domain.Identity.ApiTokens;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Fhir;

/// <summary>Another system that reads by token. What it is given must be FHIR by the standard's own rules, or the test fails.</summary>
sealed class FhirClient(TestWeb web, TestClinic clinic, string? token) : IDisposable
{
    static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    readonly HttpClient http = new(web.Handler()) { BaseAddress = new Uri($"http://{clinic.Slug}.localhost") };

    public static async Task<FhirClient> OpenAsync(TestWeb web, TestClinic clinic, ApiScopes scopes = ApiScopes.All) => new(web, clinic, await TokenAsync(web, clinic, scopes));

    public static async Task<string> TokenAsync(TestWeb web, TestClinic clinic, ApiScopes scopes = ApiScopes.All, int days = 30)
    {
        await using var scope = web.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<MakeApiToken>().ExecuteAsync(new("Hospital", scopes, days), TestContext.Current.CancellationToken)).Value.Token;
    }

    public async Task<HttpResponseMessage> SendAsync(string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<T> ReadAsync<T>(string path) where T : Resource
    {
        using var answer = await SendAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await ReadAsync<T>(answer);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer) where T : Resource
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
        var json = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var resource = JsonSerializer.Deserialize<Resource>(json, Strict).ShouldBeOfType<T>(); // strict: what is no FHIR throws
        resource.Validate(ModelInfo.ModelInspector).ShouldBeEmpty();
        return resource;
    }

    /// <summary>What was wrong, where the answer has the status.</summary>
    public async Task<OperationOutcome.IssueComponent> RefusedAsync(string path, HttpStatusCode status, HttpMethod? method = null)
    {
        using var answer = await SendAsync(path, method);
        answer.StatusCode.ShouldBe(status, path);
        return (await ReadAsync<OperationOutcome>(answer)).Issue.ShouldHaveSingleItem();
    }

    public void Dispose() => http.Dispose();
}
