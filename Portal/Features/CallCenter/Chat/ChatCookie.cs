using Portal.Domain.CallCenter.Model;

namespace Portal.Features.CallCenter.Chat;

/// <summary>The visitor's own conversation: its id and its secret, in a cookie that no script can read and no other site's form can use.</summary>
sealed class ChatCookie(IHttpContextAccessor http)
{
    public const string Name = "chat";

    /// <summary>A conversation that nobody goes on with ends long before.</summary>
    static readonly TimeSpan Life = TimeSpan.FromDays(1);

    HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("The chat's cookie is read in a request alone.");

    public (ConversationId Id, Guid Key)? Read() => Of(Context);

    /// <summary>The conversation that a request says is its own; whether it is, its secret tells.</summary>
    public static (ConversationId Id, Guid Key)? Of(HttpContext context) =>
        context.Request.Cookies[Name]?.Split('.') is [var id, var key] && Guid.TryParse(id, out var conversation) && Guid.TryParse(key, out var secret)
            ? (new(conversation), secret) : null;

    public void Write(ConversationId id, Guid key) => Context.Response.Cookies.Append(Name, $"{id.Value:N}.{key:N}", Options(Life));

    public void Clear() => Context.Response.Cookies.Delete(Name, Options(null));

    CookieOptions Options(TimeSpan? life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, IsEssential = true, Path = "/chat", MaxAge = life };
}
