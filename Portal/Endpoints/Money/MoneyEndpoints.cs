using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Features.Booking.Money;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Endpoints.Money;

/// <summary>
/// <c>GET /desk/money/month.csv</c> and <c>.xlsx</c>: the month as a file. <c>GET /desk/receipts/{id}?lang=ar&amp;paper=roll</c>: a receipt to be printed, in the
/// language of who takes it home, whichever the desk's is. Who may, the use cases say.
/// </summary>
static class MoneyEndpoints
{
    public static void MapMoney(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/money/month.csv", (string? month, HttpContext http, ExportMonth export, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts) =>
            FileAsync(http, month, export, clinic, texts, "csv", CsvFile.MediaType, sheet => Task.FromResult(CsvFile.Write(sheet.Header, sheet.Rows))))
            .RequireAuthorization(Policies.Admin);
        routes.MapGet("/desk/money/month.xlsx", (string? month, HttpContext http, ExportMonth export, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts) =>
            FileAsync(http, month, export, clinic, texts, "xlsx", ExcelFile.MediaType, sheet => ExcelFile.WriteAsync(sheet.Title, sheet.Header, sheet.Rows, http.RequestAborted)))
            .RequireAuthorization(Policies.Admin);
        routes.MapGet("/desk/receipts/{id:guid}", PaperAsync).RequireAuthorization(Policies.Desk);
    }

    static async Task<IResult> FileAsync(
        HttpContext http, string? month, ExportMonth export, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts, string kind, string mediaType, Func<MonthSheet, Task<byte[]>> write)
    {
        if (month is not null && MoneyWords.ParseMonth(month) is null)
            return Results.NotFound();
        var result = await export.ExecuteAsync(MoneyWords.ParseMonth(month), http.RequestAborted);
        if (!result.Succeeded)
            return Results.Forbid(authenticationSchemes: [Policies.StaffScheme]);
        var sheet = MonthSheet.Of(result.Value.Month, clinic, texts);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(await write(sheet), mediaType, $"{clinic.Tenant.Slug}-{sheet.Title}.{kind}");
    }

    static async Task<IResult> PaperAsync(Guid id, string? lang, string? paper, HttpContext http, ReadReceipt read, ClinicContext clinic, ILoggerFactory logs)
    {
        var result = await read.ExecuteAsync(ReceiptId.From(id), http.RequestAborted);
        if (!result.Succeeded)
            return result.Error == MoneyError.Forbidden ? Results.Forbid(authenticationSchemes: [Policies.StaffScheme]) : Results.NotFound();
        var language = Languages.IsKnown(lang) ? lang! : clinic.Language;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Of(language);
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.CacheControl = "private, no-store";
        await using var renderer = new HtmlRenderer(http.RequestServices, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReceiptPaper>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReceiptPaper.Receipt)] = result.Value,
            [nameof(ReceiptPaper.Sheet)] = paper == ReceiptPaper.SheetName,
        }))).ToHtmlString());
        return Results.Content("<!DOCTYPE html>\n" + html, "text/html; charset=utf-8");
    }
}
