using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Hosting;

namespace Portal.Features.CallCenter.Chat;

/// <summary>
/// The chat's wire: <c>POST /chat/start</c>, <c>/chat/say</c> (the reply as server-sent events), <c>/chat/end</c>, and <c>GET /chat/events</c>, on
/// which everything that is said comes, by whomever. Whose conversation it is says the cookie; another site's page can neither read nor write it.
/// </summary>
static class ChatEndpoints
{
    /// <summary>Of a message in JSON, every letter escaped.</summary>
    const int LargestBody = 32 * 1024;

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        var chat = routes.MapGroup("/chat").AllowAnonymous().AddEndpointFilter(OwnPagesOnlyAsync);
        chat.MapPost("/start", StartAsync).RequireRateLimiting(RateLimits.ChatStarts);
        chat.MapPost("/say", Say).RequireRateLimiting(RateLimits.ChatTurns);
        chat.MapPost("/end", EndAsync).RequireRateLimiting(RateLimits.ChatTurns);
        chat.MapGet("/events", Events).RequireRateLimiting(RateLimits.ChatLines);
    }

    static async Task<Results<NoContent, NotFound<string>>> StartAsync(ChatMessages.Start request, ChatEntrance entrance, CancellationToken cancellation) =>
        await entrance.EnterAsync(request.Language, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound("off");

    static Results<ServerSentEventsResult<string>, BadRequest<string>> Say(ChatMessages.Said said, HttpContext context, ChatCookie cookie, ChatTurn turn)
    {
        if (context.Request.ContentLength > LargestBody)
            return TypedResults.BadRequest("too long");
        // the turn is heard to its end even where the line breaks: what was answered is read later
        return TypedResults.ServerSentEvents(turn.HearAsync(cookie.Read(), said, context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted));
    }

    static async Task<NoContent> EndAsync(ChatEntrance entrance, CancellationToken cancellation)
    {
        await entrance.LeaveAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <param name="after">Number of the last turn that the page has; a line that comes back says it by itself.</param>
    static Results<ServerSentEventsResult<string>, NotFound<string>> Events(HttpContext context, ChatCookie cookie, ChatLine line, int after = 0)
    {
        if (cookie.Read() is not { } mine)
            return TypedResults.NotFound("none");
        if (int.TryParse(context.Request.Headers["Last-Event-ID"], out var last))
            after = Math.Max(after, last);
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy before us hands each event on at once
        return TypedResults.ServerSentEvents(line.FollowAsync(mine.Id, mine.Key, after, context.RequestAborted));
    }

    // browsers say where a request comes from; JSON alone another site could not send either
    static async ValueTask<object?> OwnPagesOnlyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var request = invocation.HttpContext.Request;
        var from = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var isOwn = from is "" or "same-origin" && (origin.Length == 0 || Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
        return isOwn ? await next(invocation) : TypedResults.Text("Not from here.", statusCode: StatusCodes.Status403Forbidden);
    }
}
