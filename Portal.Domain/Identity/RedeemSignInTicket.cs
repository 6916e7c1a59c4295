using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum RedeemSignInTicketError
{
    /// <summary>Unknown, used, too old, or for another tenant.</summary>
    Refused,
}

/// <summary>Takes a ticket at the tenant that it was made for, once. Who it names still has to be let in by a membership.</summary>
public sealed class RedeemSignInTicket(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<UserId, RedeemSignInTicketError>> ExecuteAsync(string token, CancellationToken cancellation)
    {
        var (hash, here, now) = (SecretToken.Hash(token), tenant.Id, clock.GetUtcNow().ToInstant());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // a ticket that was used is a row that is gone: of two at once, one deletes it
        var ticket = await db.Set<SignInTicket>().SingleOrDefaultAsync(t => t.TokenHash == hash && t.TenantId == here && t.ExpiresAt > now, cancellation);
        var taken = await db.Set<SignInTicket>().Where(t => t.TokenHash == hash && t.TenantId == here).ExecuteDeleteAsync(cancellation);
        await db.Set<SignInTicket>().Where(t => t.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
        if (ticket is null || taken == 0)
        {
            await transaction.CommitAsync(cancellation);
            return await audit.RefuseAsync("staff.ticket.redeem", RedeemSignInTicketError.Refused, cancellation: cancellation);
        }

        audit.Add(db, "staff.ticket.redeem", "staff", ticket.UserId.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ticket.UserId;
    }
}
