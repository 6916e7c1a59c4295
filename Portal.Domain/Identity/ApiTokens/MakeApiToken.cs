using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity.ApiTokens;

/// <summary>An administrator lets another system read. The token is in the answer and nowhere else.</summary>
public sealed class MakeApiToken(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <summary>In use at once.</summary>
    public const int Most = 20;

    /// <summary>What a token begins with, so that one that was published by mistake is found by those who look for such.</summary>
    public const string Prefix = "portal_";

    public sealed record Request(string Name, ApiScopes Scopes, int Days);

    /// <param name="Token">Shown once.</param>
    public sealed record Made(Guid Id, string Token, Instant ExpiresAt);

    public async Task<Result<Made, ApiTokenError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("api-token.make", ApiTokenError.Forbidden, cancellation: cancellation);
        if (request.Name.Trim() is not { Length: > 0 and <= 80 } name)
            return ApiTokenError.NameWrong;
        if ((request.Scopes & ApiScopes.All) == ApiScopes.None)
            return ApiTokenError.NoScope;
        if (request.Days is < 1 or > 730)
            return ApiTokenError.LifeOutOfRange;
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<ApiToken>().CountAsync(t => t.RevokedAt == null && t.ExpiresAt > now, cancellation) >= Most)
            return ApiTokenError.TooMany;

        var text = Prefix + SecretToken.Create().Text;
        var token = new ApiToken(tenant.Id, Guid.CreateVersion7())
        {
            Name = name, TokenHash = SecretToken.Hash(text), Scopes = request.Scopes & ApiScopes.All, MadeBy = caller.UserId, CreatedAt = now,
            ExpiresAt = now + Duration.FromDays(request.Days),
        };
        db.Add(token);
        audit.Add(db, "api-token.make", "api-token", token.Id, new { scopes = token.Scopes.ToString(), days = request.Days });
        await db.SaveChangesAsync(cancellation);
        return new Made(token.Id, text, token.ExpiresAt);
    }
}
