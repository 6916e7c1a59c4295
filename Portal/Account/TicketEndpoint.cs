using Portal.Account.Parts;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;

namespace Portal.Account;

/// <summary>
/// Where a person arrives from another host of the Portal (sign-up, support), whose cookie does not reach here: a link that opens once and
/// within a minute. What it opens with is used up by the first who comes, so that an address kept in a history or a log opens nothing.
/// </summary>
static class TicketEndpoint
{
    const string Path = "/account/ticket";

    /// <param name="token">As <see cref="Domain.Identity.IssueSignInTicket"/> gave it.</param>
    /// <param name="returnUrl">Where to go on to at that tenant; its person's own room where it is null.</param>
    public static Uri Link(PublicAddress addresses, Tenant tenant, string token, string? returnUrl = null) =>
        addresses.Of(tenant, $"{Path}?ticket={token}{(returnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}")}");

    public static void MapTicket(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, async (HttpContext context, StaffSignIn staff, string? ticket, string? returnUrl) =>
        {
            var headers = context.Response.Headers;
            (headers.CacheControl, headers["Referrer-Policy"]) = ("no-store", "no-referrer");
            // a browser that looks ahead, or a mail program that looks at a link, is not the person
            if (context.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase))
                return Results.Text("", statusCode: StatusCodes.Status503ServiceUnavailable);
            if (await staff.ByTicketAsync(ticket ?? "") == StaffSignInOutcome.SignedIn)
                return Results.LocalRedirect(LocalUrl.Of(returnUrl, Landing.For(context.User)));
            return Results.LocalRedirect($"/account/sign-in?done=late{(returnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}")}");
        }).AllowAnonymous();
}
