using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Hosting;

namespace Portal.Account;

/// <summary>What the browser asks for before it talks to an authenticator. The challenge waits in a cookie of five minutes.</summary>
static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/passkeys/request-options", async (HttpContext context, IAntiforgery antiforgery, StaffSignInManager manager) =>
            await antiforgery.IsRequestValidAsync(context) ? Json(await manager.MakePasskeyRequestOptionsAsync(null)) : Results.BadRequest()).AllowAnonymous();

        routes.MapPost("/account/passkeys/creation-options", async (HttpContext context, IAntiforgery antiforgery, StaffSignInManager manager, OwnAccount own) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context) || await own.FindAsync() is not { } user)
                return Results.BadRequest();
            return Json(await manager.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
            {
                Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName,
            }));
        }).RequireAuthorization(Policies.Staff);
    }

    static IResult Json(string options) => Results.Content(options, "application/json");
}
