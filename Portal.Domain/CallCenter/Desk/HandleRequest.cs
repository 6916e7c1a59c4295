using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>Notes that a person has dealt with what a patient left, or takes that back.</summary>
public sealed class HandleRequest(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    public const string Action = "request.handle";
    public const string BackAction = "request.put_back";

    /// <param name="Handled">False puts it back among those that wait.</param>
    public sealed record Request(PatientRequestId Id, bool Handled = true);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var action = request.Handled ? Action : BackAction;
        if (!caller.IsAny(ConversationWriter.Desk))
            return await audit.RefuseAsync(action, ConversationError.Forbidden, "request", request.Id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        Instant? at = request.Handled ? clock.GetUtcNow().ToInstant() : null;
        UserId? by = request.Handled ? caller.UserId : null;
        // the condition decides between two people who press at once
        var changed = await db.Set<PatientRequest>().Where(r => r.Id == request.Id && r.HandledAt == null == request.Handled)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.HandledAt, at).SetProperty(r => r.HandledBy, by), cancellation);
        if (changed == 0)
        {
            var there = await db.Set<PatientRequest>().AnyAsync(r => r.Id == request.Id, cancellation);
            return await audit.RefuseAsync(action, there ? ConversationError.ChangedMeanwhile : ConversationError.NotFound, "request", request.Id.Value, cancellation);
        }

        audit.Add(db, action, "request", request.Id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.Conversations, request.Id.Value));
        return Done.Now;
    }
}
