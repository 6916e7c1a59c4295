using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Auditing;

/// <summary>
/// How a clinic's set-up is changed, whichever module it is of: only who may does it, what was done is audited with the save, and what is cached of it is
/// dropped afterwards, in this process at once and in the others by the announcement.
/// </summary>
public sealed class AuditedSave(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes)
{
    /// <summary>What a module says of its own changes.</summary>
    /// <param name="Topic">Of <see cref="Topics"/>: what is cached and announced under.</param>
    /// <param name="Refused">The code of what the database refuses; null for what is a bug, which is thrown.</param>
    internal sealed record Terms<TError>(StaffRole Who, string Topic, TError Forbidden, TError ChangedMeanwhile, Func<PostgresException, TError?> Refused) where TError : struct, Enum;

    internal TenantContext Tenant => tenant;

    /// <param name="change">Adds the change to the context, or says why not; nothing is saved then.</param>
    internal async Task<Result<Guid, TError>> ExecuteAsync<TError>(
        Terms<TError> terms, string action, string subject, Guid id, Func<PortalDbContext, Task<TError?>> change, CancellationToken cancellation) where TError : struct, Enum
    {
        if (await RefusalAsync(terms, action, subject, id, cancellation) is { } forbidden)
            return forbidden;
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
            return terms.ChangedMeanwhile;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException refused && terms.Refused(refused) is { } known)
        {
            return known;
        }

        changes.Publish(new(tenant.Id, terms.Topic, id));
        return id;
    }

    /// <summary>Null where the caller may, else the refusal, which is audited.</summary>
    internal async Task<TError?> RefusalAsync<TError>(Terms<TError> terms, string action, string? subject, Guid? id, CancellationToken cancellation) where TError : struct, Enum =>
        caller.IsAny(terms.Who) ? null : await audit.RefuseAsync(action, terms.Forbidden, subject, id, cancellation);
}
