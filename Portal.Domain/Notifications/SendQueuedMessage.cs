using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Notifications;

/// <summary>Hands a pending message to the sender of its channel; the outbox brings it back, ever later, until it is sent or given up.</summary>
sealed class SendQueuedMessage(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, IEnumerable<IMessageSender> senders, ChangePublisher changes, TimeProvider clock)
    : IOutboxHandler
{
    public const string Kind = "message.queued";

    /// <summary>With the outbox's waits this is a little over half an hour.</summary>
    public const int MostAttempts = 10;

    public bool Handles(string kind) => kind == Kind;

    public async Task HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        var id = JsonDocument.Parse(item.Payload).RootElement.GetProperty("message").GetGuid();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var message = await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation);
        if (message is not { Status: MessageStatus.Pending })
            return; // sent before a crash could mark the event, or taken over by a person
        message.Attempts++;
        try
        {
            var sender = senders.FirstOrDefault(s => s.Serves(message.Channel)) ?? throw new MessageNotSentException("No sender is configured.", final: true);
            await sender.SendAsync(message, cancellation);
            (message.Status, message.SentAt, message.Failure) = (MessageStatus.Sent, clock.GetUtcNow().ToInstant(), null);
        }
        catch (MessageNotSentException e)
        {
            message.Failure = e.Message;
            if (!e.Final && message.Attempts < MostAttempts)
            {
                await db.SaveChangesAsync(cancellation);
                throw;
            }

            message.Status = MessageStatus.Failed;
        }

        await db.SaveChangesAsync(CancellationToken.None); // it is out: a stop now must not forget that
        changes.Publish(new(tenant.Id, Topics.Messages, id));
    }
}
