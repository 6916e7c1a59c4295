using Microsoft.Extensions.Localization;
using NodaTime.Text;
using Portal.Domain.Operations.Trail;
using Portal.Endpoints.Money;
using Portal.Features.Auditing.Trail;
using Portal.Hosting;
using Portal.Resources.Admin;

namespace Portal.Endpoints.Auditing;

/// <summary><c>GET /admin/audit.csv</c>: what the page of the trail was asked for, as a file. Who may, the use case says, and it writes down that it was done.</summary>
static class AuditEndpoints
{
    static readonly LocalDatePattern Day = LocalDatePattern.Iso;
    static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapGet(TrailAddress.File, FileAsync).RequireAuthorization(Policies.Admin);

    static async Task<IResult> FileAsync(HttpContext http, ExportTrail export, ClinicContext clinic, IStringLocalizer<AuditTexts> texts, IStringLocalizer<AuditActs> acts)
    {
        var result = await export.ExecuteAsync(TrailAddress.Read(name => http.Request.Query[name]), http.RequestAborted);
        if (!result.Succeeded)
            return Results.Forbid(authenticationSchemes: [Policies.StaffScheme]);
        var words = new TrailWords(texts, acts, clinic);
        string[] header = [texts["Column.Day"], texts["Column.Time"], texts["Column.Who"], texts["Column.What"], texts["Column.Outcome"], texts["Column.Reason"]];
        var rows = result.Value.Rows.Select(Row);
        if (result.Value.IsCut)
            rows = rows.Append([null, null, null, texts["File.Cut"].Value, null, null]);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(CsvFile.Write(header, rows), CsvFile.MediaType, $"{clinic.Tenant.Slug}-audit-{Day.Format(clinic.Today)}.csv");

        IReadOnlyList<object?> Row(TrailRow row) =>
        [
            Day.Format(clinic.Format.DateOf(row.Entry.At)), Time.Format(clinic.Format.TimeOf(row.Entry.At)), words.ActorName(row), words.Plain(row),
            words.Outcome(row) ?? texts["Outcome.Done"].Value, row.Reason ?? words.Why(row),
        ];
    }
}
