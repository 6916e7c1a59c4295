using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity.ApiTokens;

/// <summary>
/// Who shows a good token is a program for the rest of the scope, with the token's scopes. It is looked for among this tenant's own, so a
/// token is good on its clinic's host alone.
/// </summary>
public sealed class CheckApiToken(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <returns>The token's id.</returns>
    public async Task<Result<Guid, ApiTokenError>> ExecuteAsync(string? text, CancellationToken cancellation)
    {
        caller.BecomeVisitor(); // a cookie that came along says nothing here
        if (text is not { Length: > 20 and < 200 } || !text.StartsWith(MakeApiToken.Prefix, StringComparison.Ordinal))
            return ApiTokenError.Unknown;
        var hash = SecretToken.Hash(text);
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<ApiToken>().SingleOrDefaultAsync(t => t.TokenHash == hash, cancellation) is not { } token)
            return await audit.RefuseAsync("api-token.use", ApiTokenError.Unknown, cancellation: cancellation);
        if (token.RevokedAt is not null)
            return await audit.RefuseAsync("api-token.use", ApiTokenError.Revoked, "api-token", token.Id, cancellation);
        if (token.ExpiresAt <= now)
            return await audit.RefuseAsync("api-token.use", ApiTokenError.Expired, "api-token", token.Id, cancellation);
        // to the minute: a program that pages through a year writes one row once
        if (token.LastUsedAt is not { } last || now - last >= Duration.FromMinutes(1))
            await db.Set<ApiToken>().Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancellation);
        caller.BecomeProgram(token.Id, token.Scopes);
        return token.Id;
    }
}
