using Portal.Hosting;

namespace Portal.Endpoints;

/// <summary><c>GET /language/ar?back=/desk</c>: keeps the choice for a year on this host and goes back.</summary>
static class LanguageSwitch
{
    public static void MapLanguageSwitch(this IEndpointRouteBuilder routes) => routes.MapGet("/language/{language}", (string language, string? back, HttpContext context) =>
    {
        if (!Languages.IsKnown(language))
            return Results.NotFound();
        context.Response.Cookies.Append(Languages.Cookie, language, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, Path = "/",
        });
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }).AllowAnonymous();

    static bool IsLocal(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..];
}
