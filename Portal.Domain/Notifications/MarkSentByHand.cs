using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Notifications;

/// <summary>Notes that a person at the desk has sent a kept message, by phone or from their own device.</summary>
public sealed class MarkSentByHand(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    const string Action = "message.sent_by_hand";

    public sealed record Request(Guid Message);

    public async Task<Result<Done, MessagesError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync(Action, MessagesError.Forbidden, "message", request.Message, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        // the condition decides between two people who press at once
        var marked = await db.Set<Message>()
            .Where(m => m.Id == request.Message && (m.Status == MessageStatus.Kept || m.Status == MessageStatus.Failed))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, MessageStatus.Sent).SetProperty(x => x.SentAt, now).SetProperty(x => x.SentBy, caller.UserId), cancellation);
        if (marked == 0)
        {
            var reason = await db.Set<Message>().AnyAsync(m => m.Id == request.Message, cancellation) ? MessagesError.NotKept : MessagesError.NotFound;
            return await audit.RefuseAsync(Action, reason, "message", request.Message, cancellation);
        }

        audit.Add(db, Action, "message", request.Message);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.Messages, request.Message));
        return Done.Now;
    }
}
