using Microsoft.AspNetCore.Mvc;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Hosting;

namespace Portal.Features.CallCenter.Chat;

/// <summary>The chat without script: each of its buttons is a form, and each form leads back to the page.</summary>
static class ChatForms
{
    public const string Start = "/chat/form/start";
    public const string Say = "/chat/form/say";
    public const string End = "/chat/form/end";

    public const string Unreadable = "unreadable";
    const string Page = "/chat";
    const string Latest = "/chat#latest";

    public static void MapChatForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Start, StartAsync).AllowAnonymous().RequireRateLimiting(RateLimits.ChatStarts);
        routes.MapPost(Say, SayAsync).AllowAnonymous().RequireRateLimiting(RateLimits.ChatTurns);
        routes.MapPost(End, EndAsync).AllowAnonymous().RequireRateLimiting(RateLimits.ChatTurns);
    }

    // a form that is bound is checked for its token
    static async Task<IResult> StartAsync([FromForm] IFormCollection _, ChatEntrance entrance, CancellationToken cancellation)
    {
        await entrance.EnterAsync(null, cancellation);
        return Results.LocalRedirect(Latest);
    }

    static async Task<IResult> SayAsync([FromForm] string? text, [FromForm] Guid? sentAs, HttpContext context, ChatCookie cookie, HearPatient hear)
    {
        if (cookie.Read() is not { } mine)
            return Results.LocalRedirect(Page);
        var heard = await hear.ExecuteAsync(new(mine.Id, mine.Key, text ?? "", context.Connection.RemoteIpAddress?.ToString(), sentAs), null, CancellationToken.None);
        return Results.LocalRedirect(heard.IsError(HearError.NotReadable) ? $"{Page}?why={Unreadable}#latest" : Latest);
    }

    static async Task<IResult> EndAsync([FromForm] IFormCollection _, ChatEntrance entrance, CancellationToken cancellation)
    {
        await entrance.LeaveAsync(cancellation);
        return Results.LocalRedirect(Page);
    }
}
