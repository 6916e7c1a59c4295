using Portal.Hosting;

namespace Portal.Endpoints;

/// <summary><c>GET /language/ar?back=/desk</c>: keeps the choice for a year on this host and goes back.</summary>
static class LanguageSwitch
{
    public static void MapLanguageSwitch(this IEndpointRouteBuilder routes) => routes.MapGet("/language/{language}", (string language, string? back, HttpContext context) =>
    {
        if (!Languages.IsKnown(language))
            return Results.NotFound();
        Languages.Remember(context, language);
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }).AllowAnonymous();

    static bool IsLocal(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..];
}
