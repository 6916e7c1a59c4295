using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;
using Portal.Hosting;

namespace Portal.Endpoints.Files;

/// <summary>
/// <c>POST /files?patient=…&amp;kind=LabReport&amp;title=…</c> and <c>POST /files/{id}/editions</c>: a form with one file, read while it comes. What goes with it is in
/// the address and the token of the form in a header, since neither may wait behind 50 MB. A page's circuit gives its stream to the same use cases.
/// </summary>
static class UploadEndpoints
{
    const int MostOfTheForm = 64 * 1024;

    internal sealed record Uploaded(Guid Id);

    internal sealed record Refused(string Error);

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/files", (Guid patient, DocumentKind? kind, string? title, HttpContext http, IAntiforgery antiforgery, UploadDocument upload) =>
            ReadAsync(http, antiforgery, file => upload.ExecuteAsync(new(PatientId.From(patient), title, kind ?? DocumentKind.Other, file.Name, file.Content), http.RequestAborted)))
            .RequireAuthorization(Policies.Staff).WithMetadata(new RequestSizeLimitAttribute(DocumentIntake.MostBytes + MostOfTheForm));
        routes.MapPost("/files/{id:guid}/editions", (Guid id, string? title, HttpContext http, IAntiforgery antiforgery, ReplaceDocument replace) =>
            ReadAsync(http, antiforgery, file => replace.ExecuteAsync(new(DocumentId.From(id), title, file.Content), http.RequestAborted)))
            .RequireAuthorization(Policies.Staff).WithMetadata(new RequestSizeLimitAttribute(DocumentIntake.MostBytes + MostOfTheForm));
    }

    readonly record struct FilePart(string? Name, Stream Content);

    static async Task<IResult> ReadAsync(HttpContext http, IAntiforgery antiforgery, Func<FilePart, Task<Result<DocumentId, DocumentsError>>> take)
    {
        // without the header the token would be looked for in the form, and all of that read first
        if (antiforgery.GetTokens(http).HeaderName is not { } header || !http.Request.Headers.ContainsKey(header) || !await antiforgery.IsRequestValidAsync(http))
            return Results.Json(new Refused("NotFromHere"), statusCode: StatusCodes.Status400BadRequest);
        try
        {
            if (await FileOfAsync(http) is not { } file)
                return Results.Json(new Refused(nameof(DocumentsError.Empty)), statusCode: StatusCodes.Status400BadRequest);
            var result = await take(file);
            return result.Succeeded
                ? Results.Json(new Uploaded(result.Value.Value), statusCode: StatusCodes.Status201Created)
                : Results.Json(new Refused(result.Error.ToString()), statusCode: Status(result.Error));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.Json(new Refused(nameof(DocumentsError.TooLarge)), statusCode: e.StatusCode);
        }
    }

    static async Task<FilePart?> FileOfAsync(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            return null;
        var reader = new MultipartReader(boundary.ToString(), http.Request.Body);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            if (section.AsFileSection() is { FileStream: { } content } file)
                return new(file.FileName, content);
        return null;
    }

    static int Status(DocumentsError error) => error switch
    {
        DocumentsError.Forbidden => StatusCodes.Status403Forbidden,
        DocumentsError.NotFound => StatusCodes.Status404NotFound,
        DocumentsError.TooLarge => StatusCodes.Status413PayloadTooLarge,
        DocumentsError.WrongType => StatusCodes.Status415UnsupportedMediaType,
        DocumentsError.ChangedMeanwhile => StatusCodes.Status409Conflict,
        DocumentsError.ScannerUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
