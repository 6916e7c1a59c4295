using Microsoft.Net.Http.Headers;
using Portal.Domain.Chart.Documents;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Platform.Results;
using Portal.Hosting;

namespace Portal.Endpoints.Files;

/// <summary>
/// A document's file, whole or in ranges: <c>GET /files/{id}</c> for staff, <c>GET /me/files/{id}</c> for the patient, <c>GET /files/link/{token}</c> for whoever
/// holds a link. <c>?download=true</c> gives it to be saved; else it is shown where the browser can. Who may, the use cases say.
/// </summary>
static class DocumentEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    // pictures have nothing to run; a viewer of PDFs is the browser's own and does not start in a sandbox
    const string PicturePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";
    const string PdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/files/{id:guid}", Reading, async (Guid id, bool? download, HttpContext http, OpenDocument open) =>
            Answer(http, await open.ExecuteAsync(DocumentId.From(id), http.RequestAborted), download, Policies.StaffScheme)).RequireAuthorization(Policies.Staff);
        routes.MapMethods("/me/files/{id:guid}", Reading, async (Guid id, bool? download, HttpContext http, OpenDocument open) =>
            Answer(http, await open.ExecuteAsync(DocumentId.From(id), http.RequestAborted), download, scheme: null)).RequireAuthorization(Policies.Patient);
        routes.MapMethods("/files/link/{token}", Reading, async (string token, bool? download, HttpContext http, OpenDocument open) =>
            Answer(http, await open.ByLinkAsync(token, http.RequestAborted), download, scheme: null)).AllowAnonymous();
        routes.MapUploads();
    }

    // of what a stranger asks for it is not said whether it is there
    static IResult Answer(HttpContext http, Result<OpenDocument.Opened, DocumentsError> result, bool? download, string? scheme)
    {
        if (!result.Succeeded)
            return result.Error == DocumentsError.Forbidden && scheme is not null ? Results.Forbid(authenticationSchemes: [scheme]) : Results.NotFound();
        var file = result.Value;
        http.Response.RegisterForDisposeAsync(file.Content);
        var headers = http.Response.Headers;
        var disposition = new ContentDispositionHeaderValue(download == true || !IsShown(file.MediaType) ? "attachment" : "inline");
        disposition.SetHttpFileName(file.FileName);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = file.MediaType == MediaTypes.Pdf ? PdfPolicy : PicturePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // a link is in the address
        headers.CacheControl = "private, no-store";
        return Results.Stream(
            file.Content, file.MediaType, lastModified: file.UploadedAt.ToDateTimeOffset(), entityTag: new($"\"{Convert.ToHexStringLower(file.Sha256)}\""), enableRangeProcessing: true);
    }

    // no browser but one shows TIFF
    static bool IsShown(string mediaType) => mediaType != MediaTypes.Tiff;
}
