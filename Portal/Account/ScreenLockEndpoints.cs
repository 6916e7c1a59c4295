using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Identity;
using Portal.Hosting;

namespace Portal.Account;

/// <summary>
/// What an open page of staff says by itself (Assets/src/lock.ts): somebody is working here; the screen was left; the password or the passkey to
/// open it.
/// A circuit's own messages are no requests, and renew no cookie.
/// </summary>
static class ScreenLockEndpoints
{
    public static void MapScreenLock(this IEndpointRouteBuilder routes)
    {
        // reading the cookie has renewed it, and the session with it
        routes.MapPost("/account/active", async (HttpContext context, IAntiforgery antiforgery) =>
            await antiforgery.IsRequestValidAsync(context) ? Results.NoContent() : NotFromHere()).RequireAuthorization(Policies.Staff);

        routes.MapPost("/account/lock", async (HttpContext context, IAntiforgery antiforgery, LockStaffSession use) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return NotFromHere();
            if (StaffClaims.Read(context.User) is not { } signedIn)
                return Results.Unauthorized();
            await use.ExecuteAsync(signedIn.Session, context.RequestAborted);
            await context.SignInAsync(Policies.StaffScheme, context.User, new() { Items = { [AuthenticationCookies.Locked] = "" } });
            return Results.NoContent();
        }).RequireAuthorization(Policies.Staff).WithMetadata(new AuthenticationCookies.WhileLocked());

        // what to ask the authenticator; nothing where the person has no passkey
        routes.MapPost("/account/unlock/passkey", async (HttpContext context, IAntiforgery antiforgery, StaffSignInManager manager, OwnAccount own) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return NotFromHere();
            return await own.FindAsync() is { } account && (await manager.UserManager.GetPasskeysAsync(account)).Count > 0
                ? Results.Content(await manager.MakePasskeyRequestOptionsAsync(account), "application/json")
                : Results.NoContent();
        }).RequireAuthorization(Policies.Staff).WithMetadata(new AuthenticationCookies.WhileLocked());

        routes.MapPost("/account/unlock", async (
            HttpContext context, IAntiforgery antiforgery, UnlockStaffSession use, StaffSignInManager manager, [FromForm] string? password, [FromForm] string? credential) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return NotFromHere();
            if (StaffClaims.Read(context.User) is not { } signedIn)
                return Results.Unauthorized();
            var result = credential is { Length: > 0 }
                ? await use.WithPasskeyAsync(signedIn.Session, await manager.CheckPasskeyAsync(credential), context.RequestAborted)
                : await use.ExecuteAsync(new(signedIn.Session, password ?? ""), context.RequestAborted);
            if (!result.Succeeded)
                return result.Error is UnlockError.WrongPassword or UnlockError.PasskeyRefused
                    ? Results.Text("refused", statusCode: StatusCodes.Status422UnprocessableEntity)
                    : Results.Unauthorized();
            await context.SignInAsync(Policies.StaffScheme, context.User);
            return Results.NoContent();
        }).RequireAuthorization(Policies.Staff).WithMetadata(new AuthenticationCookies.WhileLocked()).DisableAntiforgery(); // it is asked for above, as a header too
    }

    static IResult NotFromHere() => Results.Text("not from this page", statusCode: StatusCodes.Status400BadRequest);
}
