using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>
/// What every change of the front desk's knowledge and settings shares: only an administrator makes it, it is audited with the save, and the next
/// turn of every conversation goes by it, in each process.
/// </summary>
public sealed class AgentSetupWriter(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TenantCache cache)
{
    public const StaffRole Who = StaffRole.Administrator;

    internal TenantContext Tenant => tenant;

    /// <param name="change">Adds the change to the context, or says why not; nothing is saved then.</param>
    internal async Task<Result<Guid, AgentSetupError>> SaveAsync(
        string action, string subject, Guid id, Func<PortalDbContext, Task<AgentSetupError?>> change, CancellationToken cancellation)
    {
        if (!caller.IsAny(Who))
            return await audit.RefuseAsync(action, AgentSetupError.Forbidden, subject, id, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            if (await change(db) is { } refusal)
                return refusal;
            audit.Add(db, action, subject, id);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AgentSetupError.ChangedMeanwhile;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return AgentSetupError.ChangedMeanwhile; // two saved the first settings, or put the same fact back, at once
        }

        // this process at once, the others by the announcement
        cache.Forget(tenant.Id, Topics.FrontDesk);
        changes.Publish(new(tenant.Id, Topics.FrontDesk, id));
        return id;
    }

    /// <summary>For use cases that only read: null where the caller may, else the refusal, which is audited.</summary>
    internal async Task<AgentSetupError?> RefusalAsync(string action, CancellationToken cancellation) =>
        caller.IsAny(Who) ? null : await audit.RefuseAsync(action, AgentSetupError.Forbidden, cancellation: cancellation);
}
