using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Tenancy;
using Portal.Features.Booking.My;
using Portal.Hosting;
using Portal.Resources.Site;

namespace Portal.Endpoints;

/// <summary>
/// <c>GET /a/{token}/calendar.ics</c>: the appointment for the patient's own calendar, in the clinic's zone. The id stays the same and the
/// sequence is the appointment's version, so that a file fetched later moves or cancels the entry of the first one.
/// </summary>
static class CalendarFile
{
    public static void MapCalendarFile(this IEndpointRouteBuilder routes) => routes.MapGet("/a/{token}/calendar.ics", async (
        string token, HttpContext http, LinkHolder holder, ClinicContext clinic, PublicAddress address, IStringLocalizer<SiteTexts> texts) =>
    {
        if (await holder.ReadAsync(token, http.RequestAborted) is not { } appointment)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        var link = address.Of(clinic.Tenant, $"/a/{token}");
        return Results.File(Encoding.UTF8.GetBytes(Write(appointment, clinic, link, texts)), "text/calendar; charset=utf-8", "appointment.ics");
    }).AllowAnonymous();

    internal static string Write(PublicAppointment.View appointment, ClinicContext clinic, Uri link, IStringLocalizer<SiteTexts> texts)
    {
        var cancelled = appointment.Status == AppointmentStatus.Cancelled;
        var zone = clinic.Format.Zone;
        var calendar = new Calendar { Method = cancelled ? "CANCEL" : "PUBLISH", ProductId = "-//Portal//Appointments//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone.Id, appointment.Start.ToDateTimeUtc().AddYears(-1), includeHistoricalData: false));
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{appointment.Id}@{link.Host}",
            Sequence = appointment.Version,
            Status = cancelled ? "CANCELLED" : appointment.Status == AppointmentStatus.Proposed ? "TENTATIVE" : "CONFIRMED",
            DtStamp = new CalDateTime(clinic.Now.ToDateTimeUtc()),
            Start = At(appointment.Start, zone),
            End = At(appointment.End, zone),
            Summary = texts["Calendar.Summary", appointment.Service(clinic.Language), clinic.Name],
            Description = texts["Calendar.Description", appointment.Doctor(clinic.Language), link.AbsoluteUri],
            Location = clinic.Tenant.Address(clinic.Language),
            Url = link,
        });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    static CalDateTime At(Instant instant, DateTimeZone zone) => new(instant.InZone(zone).ToDateTimeUnspecified(), zone.Id);
}
