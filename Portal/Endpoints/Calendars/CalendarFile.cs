using System.Text;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Tenancy;
using Portal.Features.Booking.My;
using Portal.Hosting;
using Portal.Resources.Site;

namespace Portal.Endpoints.Calendars;

/// <summary>
/// <c>GET /a/{token}/calendar.ics</c>: the appointment for the patient's own calendar, in the clinic's zone. The id stays the same and the
/// sequence is the appointment's version, so that a file fetched later moves or cancels the entry of the first one.
/// </summary>
static class CalendarFile
{
    public static void MapCalendarFile(this IEndpointRouteBuilder routes) => routes.MapGet("/a/{token}/calendar.ics", async (
        string token, HttpContext http, LinkHolder holder, BranchOf branches, ClinicContext clinic, PublicAddress address, IStringLocalizer<SiteTexts> texts) =>
    {
        if (await holder.ReadAsync(token, http.RequestAborted) is not { } appointment)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        var link = address.Of(clinic.Tenant, $"/a/{token}");
        return Results.File(Encoding.UTF8.GetBytes(Write(appointment, clinic, link, texts, await branches.ExecuteAsync(appointment, http.RequestAborted))), CalendarText.MediaType, "appointment.ics");
    }).AllowAnonymous();

    /// <param name="branch">Null where the clinic's own address is meant.</param>
    /// <param name="invited">For a file that goes by e-mail, which then asks the program to take it (<c>REQUEST</c>) instead of showing it.</param>
    internal static string Write(
        PublicAppointment.View appointment, ClinicContext clinic, Uri link, IStringLocalizer<SiteTexts> texts, BranchFacts? branch, CalendarEntry.Invited? invited = null)
    {
        var cancelled = appointment.Status == AppointmentStatus.Cancelled;
        var entry = new CalendarEntry(Uid(appointment.Id, link), appointment.Version, Status(appointment.Status), clinic.Now, appointment.Start, appointment.End,
            texts["Calendar.Summary", appointment.Service(clinic.Language), clinic.Name])
        {
            Description = texts["Calendar.Description", appointment.Doctor(clinic.Language), link.AbsoluteUri],
            Location = branch?.Line(clinic.Language) ?? clinic.Tenant.Address(clinic.Language),
            Url = link,
            Invitation = invited,
        };
        return CalendarText.Write(new(cancelled ? "CANCEL" : invited is null ? "PUBLISH" : "REQUEST"), clinic.Format.Zone, [entry]);
    }

    /// <summary>The appointment's id in every file, whoever it is for.</summary>
    internal static string Uid(AppointmentId appointment, Uri clinic) => $"{appointment}@{clinic.Host}";

    internal static string Status(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Cancelled => "CANCELLED",
        AppointmentStatus.Proposed => "TENTATIVE",
        _ => "CONFIRMED",
    };
}
