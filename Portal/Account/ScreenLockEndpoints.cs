using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Identity;
using Portal.Hosting;

namespace Portal.Account;

/// <summary>
/// What an open page of staff says by itself (Assets/src/lock.ts): somebody is working here; the screen was left; the password to open it.
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

        routes.MapPost("/account/unlock", async (HttpContext context, IAntiforgery antiforgery, UnlockStaffSession use, [FromForm] string? password) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return NotFromHere();
            if (StaffClaims.Read(context.User) is not { } signedIn)
                return Results.Unauthorized();
            var result = await use.ExecuteAsync(new(signedIn.Session, password ?? ""), context.RequestAborted);
            if (!result.Succeeded)
                return result.Error == UnlockError.WrongPassword ? Results.Text("wrong password", statusCode: StatusCodes.Status422UnprocessableEntity) : Results.Unauthorized();
            await context.SignInAsync(Policies.StaffScheme, context.User);
            return Results.NoContent();
        }).RequireAuthorization(Policies.Staff).WithMetadata(new AuthenticationCookies.WhileLocked()).DisableAntiforgery(); // it is asked for above, as a header too
    }

    static IResult NotFromHere() => Results.Text("not from this page", statusCode: StatusCodes.Status400BadRequest);
}
