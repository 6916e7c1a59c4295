using System.Globalization;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Microsoft.Net.Http.Headers;
using Portal.Domain.Booking.Outside;
using Task = System.Threading.Tasks.Task;

namespace Portal.Endpoints.Fhir;

/// <summary>Answers in FHIR's JSON: a resource, or an OperationOutcome that says what was wrong.</summary>
static class FhirAnswer
{
    public const string Path = "/fhir";
    public const string MediaType = "application/fhir+json; charset=utf-8";

    static readonly JsonSerializerOptions Json = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    /// <summary>With its version as the tag, so that a program that has it is told so.</summary>
    public static IResult Of(HttpContext http, Resource resource)
    {
        Private(http);
        var version = resource.Meta?.VersionId is { } id ? new EntityTagHeaderValue($"\"{id}\"", isWeak: true) : null;
        return Results.Bytes(Encoding.UTF8.GetBytes(Write(resource)), MediaType, lastModified: resource.Meta?.LastUpdated, entityTag: version);
    }

    public static IResult Refusal(HttpContext http, int status, OperationOutcome.IssueType code, string text)
    {
        Private(http);
        return Results.Text(Write(Outcome(code, text)), MediaType, Encoding.UTF8, status);
    }

    public static IResult Refusal(HttpContext http, OutsideError error) => error switch
    {
        OutsideError.Forbidden => Refusal(http, StatusCodes.Status403Forbidden, OperationOutcome.IssueType.Forbidden, "The token does not have the scope that this needs."),
        OutsideError.NotFound => Refusal(http, StatusCodes.Status404NotFound, OperationOutcome.IssueType.NotFound, "There is no such resource here."),
        OutsideError.TooWide => Refusal(http, StatusCodes.Status400BadRequest, OperationOutcome.IssueType.TooCostly,
            string.Create(CultureInfo.InvariantCulture, $"Ask for {SearchSlots.MostDays} days at most: narrow start with ge and lt.")),
        _ => throw new InvalidOperationException($"No answer for {error}."),
    };

    public static Task TooManyAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.ContentType = MediaType;
        return http.Response.WriteAsync(Write(Outcome(OperationOutcome.IssueType.Throttled, "That was a lot at once. Wait a minute.")));
    }

    internal static string Write(Resource resource) => JsonSerializer.Serialize(resource, Json);

    static OperationOutcome Outcome(OperationOutcome.IssueType code, string text) => new()
    {
        Issue = [new() { Severity = OperationOutcome.IssueSeverity.Error, Code = code, Diagnostics = text }],
    };

    static void Private(HttpContext http) => http.Response.Headers.CacheControl = "private, no-cache";
}
