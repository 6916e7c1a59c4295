using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace Portal.Hosting;

/// <summary>
/// A form whose token is not good any more (open for too long, cookies cleared, signed in meanwhile) is answered by a page that says so,
/// where the framework answers with an empty one.
/// </summary>
static class ExpiredForms
{
    /// <summary>After antiforgery has looked at the form and before a page takes it.</summary>
    public static void UseExpiredForms(this WebApplication app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
            || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest; // without a body: the page of status codes is shown in its place
        return Task.CompletedTask;
    });

    /// <summary>The page that stands in for an answer is read, also where the answer was to a form.</summary>
    public static void UseReadableStatusPages(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            context.Request.Method = HttpMethods.Get;
        return next(context);
    });
}
