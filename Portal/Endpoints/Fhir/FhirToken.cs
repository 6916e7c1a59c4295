using Hl7.Fhir.Model;
using Portal.Domain.Identity.ApiTokens;

namespace Portal.Endpoints.Fhir;

/// <summary>Lets in who shows a token of this clinic, and who can read JSON. A staff member's or patient's cookie opens nothing here.</summary>
sealed class FhirToken(CheckApiToken check) : IEndpointFilter
{
    const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!TakesJson(http.Request))
            return FhirAnswer.Refusal(http, StatusCodes.Status406NotAcceptable, OperationOutcome.IssueType.NotSupported, "Only JSON is written here: application/fhir+json.");
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
        var result = await check.ExecuteAsync(token, http.RequestAborted);
        if (result.Succeeded)
            return await next(context);
        http.Response.Headers.WWWAuthenticate = token is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return result.Error switch
        {
            ApiTokenError.Expired => Refused(http, OperationOutcome.IssueType.Expired, "The token has expired."),
            ApiTokenError.Revoked => Refused(http, OperationOutcome.IssueType.Security, "The token was revoked."),
            _ when token is null => Refused(http, OperationOutcome.IssueType.Login, "Show a token: Authorization: Bearer …"),
            _ => Refused(http, OperationOutcome.IssueType.Security, "This is no token of this clinic."),
        };
    }

    static IResult Refused(HttpContext http, OperationOutcome.IssueType code, string text) => FhirAnswer.Refusal(http, StatusCodes.Status401Unauthorized, code, text);

    internal static bool TakesJson(HttpRequest request)
    {
        var wanted = request.Query["_format"].ToString() is { Length: > 0 } format ? format : request.Headers.Accept.ToString();
        return wanted.Length == 0 || wanted.Contains("json", StringComparison.OrdinalIgnoreCase) || wanted.Contains("*/*", StringComparison.Ordinal)
            || wanted.Contains("application/*", StringComparison.Ordinal);
    }
}
