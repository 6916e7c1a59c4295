using Portal.Domain.Identity.ApiTokens;
using Portal.Domain.Platform.Callers;

namespace Portal.Endpoints.Fhir;

/// <summary>Lets in a member of staff by their own sign-in, from a page of theirs, and everybody else by token.</summary>
sealed class FhirStaff(CheckApiToken check, Caller caller) : IEndpointFilter
{
    readonly FhirToken token = new(check);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        caller.Kind == CallerKind.Staff && context.HttpContext.Request.Headers.Authorization.Count == 0 ? next(context) : token.InvokeAsync(context, next);
}
