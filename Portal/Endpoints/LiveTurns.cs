using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Domain.Booking.Turns;
using Portal.Features.Booking.My;
using Portal.Features.Booking.Turns;
using Portal.Hosting;

namespace Portal.Endpoints;

/// <summary>
/// <c>GET /a/{token}/live</c>, <c>/me/live</c>, <c>/display/{token}/live</c>: server-sent events that say when a page about turns shows something old.
/// They carry no data of anybody: the page is fetched again, under its own rules.
/// </summary>
static class LiveTurns
{
    public static void MapLiveTurns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/a/{token}/live", async Task<Results<ServerSentEventsResult<string>, NotFound>> (string token, HttpContext http, LinkHolder holder, MyTurn turns, LiveLine line) =>
            await holder.ReadAsync(token, http.RequestAborted) is not { } mine ? TypedResults.NotFound() : Follow(http, line, async cancellation =>
                LiveDigest.Of(await turns.ExecuteAsync(mine.Id, cancellation)))).AllowAnonymous().RequireRateLimiting(RateLimits.LiveLines);
        routes.MapGet("/me/live", (HttpContext http, TodaysTurns turns, LiveLine line) => Follow(http, line, async cancellation =>
            LiveDigest.Of((await turns.ReadAsync(cancellation)).Values))).RequireAuthorization(Policies.Patient).RequireRateLimiting(RateLimits.LiveLines);
        routes.MapGet("/display/{token}/live", (string token, HttpContext http, ReadDisplay display, LiveLine line) => Follow(http, line, async cancellation =>
            await display.ExecuteAsync(token, cancellation) is { } board ? LiveDigest.Of(board) : null)).AllowAnonymous().RequireRateLimiting(RateLimits.LiveLines);
    }

    static ServerSentEventsResult<string> Follow(HttpContext http, LiveLine line, Func<CancellationToken, Task<string?>> digest)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy before us hands each event on at once
        return TypedResults.ServerSentEvents(line.FollowAsync(digest, http.RequestAborted));
    }
}
