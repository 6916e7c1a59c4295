using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

/// <summary>Takes an invitation back before it was accepted; its link opens nothing any more.</summary>
public sealed class WithdrawInvitation(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public async Task<Result<Done, StaffError>> ExecuteAsync(Guid invitation, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("staff.invite.withdraw", StaffError.Forbidden, "invitation", invitation, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Set<StaffInvitation>().Where(i => i.Id == invitation && i.AcceptedAt == null).ExecuteDeleteAsync(cancellation) == 0)
            return StaffError.NotFound;
        audit.Add(db, "staff.invite.withdraw", "invitation", invitation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }
}
