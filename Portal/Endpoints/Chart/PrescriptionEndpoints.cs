using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Domain.Tenancy;
using Portal.Features.Chart.Paper;
using Portal.Hosting;

namespace Portal.Endpoints.Chart;

/// <summary>
/// <c>GET /doctor/prescriptions/{id}/print?lang=ar</c>: a prescription to be printed, in the patient's language unless another is asked for, whichever the doctor's is.
/// Who may, the use case says.
/// </summary>
static class PrescriptionEndpoints
{
    public static void MapPrescriptions(this IEndpointRouteBuilder routes) => routes.MapGet("/doctor/prescriptions/{id:guid}/print", PaperAsync).RequireAuthorization(Policies.Doctor);

    static async Task<IResult> PaperAsync(Guid id, string? lang, HttpContext http, ReadPrescription read, ClinicContext clinic, PublicAddress address, ILoggerFactory logs)
    {
        var result = await read.ExecuteAsync(PrescriptionId.From(id), http.RequestAborted);
        if (!result.Succeeded)
            return result.Error == ChartError.NotFound ? Results.NotFound() : Results.Forbid(authenticationSchemes: [Policies.StaffScheme]);
        var language = Languages.IsKnown(lang) ? lang! : result.Value.Language;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Of(language);
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.CacheControl = "private, no-store";
        await using var renderer = new HtmlRenderer(http.RequestServices, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PrescriptionPaper>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(PrescriptionPaper.Sheet)] = result.Value,
            [nameof(PrescriptionPaper.Address)] = address.Of(clinic.Tenant, $"/rx/{result.Value.Prescription.Code}"),
        }))).ToHtmlString());
        return Results.Content("<!DOCTYPE html>\n" + html, "text/html; charset=utf-8");
    }
}
