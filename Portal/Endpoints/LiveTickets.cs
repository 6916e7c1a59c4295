using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Rush;
using Portal.Features.Booking.Turns;
using Portal.Hosting;

namespace Portal.Endpoints;

/// <summary><c>GET /book/ticket/{token}/live</c>: server-sent events that say when the page of a ticket shows an old place. As with turns (<see cref="LiveTurns"/>) they carry nobody's data.</summary>
static class LiveTickets
{
    // each change has every page in line fetched again
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);

    public static void MapLiveTickets(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/book/ticket/{token}/live", Results<ServerSentEventsResult<string>, NotFound> (string token, HttpContext http, TicketLinks links, ReadTicket tickets, TenantContext tenant, LiveLine line) =>
        {
            if (links.Read(tenant.Id, token) is not { } id)
                return TypedResults.NotFound();
            http.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy before us hands each event on at once
            return TypedResults.ServerSentEvents(line.FollowAsync(
                async cancellation => await tickets.GlanceAsync(id, cancellation) is { } now ? TicketWords.Digest(now.State, now.Ahead) : null, http.RequestAborted, Topics.BookingTickets, Pause));
        }).AllowAnonymous().RequireRateLimiting(RateLimits.LiveLines);
}
