using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Portal.Domain.Booking.Feeds;
using Portal.Domain.Booking.Model;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Resources.Calendar;

namespace Portal.Endpoints.Calendars;

/// <summary>
/// <c>GET /feeds/{secret}.ics</c>: the calendar that a program reads again and again. The secret in the address is all that opens it; where
/// nothing changed since the program's last reading, nothing is sent.
/// </summary>
static class FeedFile
{
    static readonly Duration Refresh = Duration.FromMinutes(15);
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapCalendarFeeds(this IEndpointRouteBuilder routes) => routes.MapMethods("/feeds/{secret}.ics", Reading, async (
        string secret, HttpContext http, ReadFeed read, ClinicContext clinic, PublicAddress address, IStringLocalizer<FeedTexts> texts) =>
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers["X-Robots-Tag"] = "noindex";
        headers["Referrer-Policy"] = "no-referrer"; // the address is the secret
        var result = await read.ExecuteAsync(secret, http.RequestAborted);
        if (!result.Succeeded) // gone for good tells a program to stop asking
            return Results.Text("", "text/plain", statusCode: result.Error == FeedError.Gone ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Of(result.Value.Language);
        headers.ContentLanguage = result.Value.Language;
        var bytes = Encoding.UTF8.GetBytes(Write(result.Value, clinic, address.Of(clinic.Tenant, "/"), texts));
        return Results.Bytes(bytes, CalendarText.MediaType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }).AllowAnonymous().RequireRateLimiting(RateLimits.Feeds);

    internal static string Write(ReadFeed.Contents feed, ClinicContext clinic, Uri address, IStringLocalizer<FeedTexts> texts) => CalendarText.Write(
        new(null) { Name = texts["Feed.Name", feed.Name, clinic.Tenant.Name(feed.Language)], Refresh = Refresh },
        clinic.Format.Zone,
        [.. feed.Entries.Select(entry => new CalendarEntry(
            CalendarFile.Uid(entry.Id, address), entry.Version, CalendarFile.Status(entry.Status), entry.ChangedAt, entry.Start, entry.End, Summary(entry, texts))
        {
            ChangedAt = entry.ChangedAt,
            IsPrivate = true,
        })]);

    // منى السيد · كشف · لم يحضر
    static string Summary(ReadFeed.Entry entry, IStringLocalizer<FeedTexts> texts) => string.Join(" · ", new[]
    {
        entry.Patient is null && entry.Service is null ? texts["Feed.Busy"].Value : null,
        entry.Patient,
        entry.Service,
        entry.Doctor,
        entry is { Patient: not null, Status: AppointmentStatus.Proposed or AppointmentStatus.NoShow } ? texts[$"Feed.{entry.Status}"].Value : null,
    }.Where(part => part is not null));
}
