using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>
/// What every change of the set-up shares: only an administrator makes it, it is audited with the save, everybody's cached rules are dropped
/// afterwards, and what the database refuses becomes a code. The rules' version is counted up by triggers.
/// </summary>
public sealed class SetupWriter(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TenantCache cache)
{
    internal TenantContext Tenant => tenant;

    /// <param name="change">Adds the change to the context, or says why not; nothing is saved then.</param>
    internal async Task<Result<Guid, SetupError>> SaveAsync(
        string action, string subject, Guid id, Func<PortalDbContext, Task<SetupError?>> change, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync(action, SetupError.Forbidden, subject, id, cancellation);
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
            return SetupError.ChangedMeanwhile;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: { } constraint } && Refusal(constraint) is { } known)
        {
            return known;
        }

        // this process at once, the others by the announcement
        cache.Forget(tenant.Id, Topics.Rules);
        changes.Publish(new(tenant.Id, Topics.Rules, id));
        return id;
    }

    static SetupError? Refusal(string constraint) => constraint switch
    {
        "weekly_schedules_no_overlap" or "weekly_schedules_usual" => SetupError.SchedulesOverlap,
        "ix_practitioners_tenant_id_user_id" => SetupError.AccountTaken,
        "pk_holidays" => SetupError.DateTaken,
        _ => null,
    };
}
