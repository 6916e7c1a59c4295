using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>
/// Makes the ticket that signs a person in on another tenant's host: for themselves, or by the system that has just made their tenant.
/// It says who they are and not what they may do: without a membership there, there is no sign-in.
/// </summary>
public sealed class IssueSignInTicket(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Tenant">Where the ticket opens.</param>
    public sealed record Request(UserId User, TenantId Tenant);

    /// <returns>The token for the link; good for a minute and once.</returns>
    public async Task<Result<string, StaffError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.System && !(caller.Kind == CallerKind.Staff && caller.UserId == request.User))
            return await audit.RefuseAsync("staff.ticket.issue", StaffError.Forbidden, "staff", request.User.Value, cancellation);
        var (token, hash) = SecretToken.Create();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(new SignInTicket { TokenHash = hash, UserId = request.User, TenantId = request.Tenant, ExpiresAt = clock.GetUtcNow().ToInstant() + SignInTicket.Life });
        audit.Add(db, "staff.ticket.issue", "staff", request.User.Value, new { tenant = request.Tenant.Value });
        await db.SaveChangesAsync(cancellation);
        return token;
    }
}
