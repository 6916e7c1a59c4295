using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Notifications;

/// <summary>
/// Writes a message for the outbox page, and for the sender of its channel where one is configured. A building block: the use case that
/// causes the message checks the caller and leaves the audit row.
/// </summary>
public sealed class QueueMessage(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, IEnumerable<IMessageSender> senders, ChangePublisher changes, TimeProvider clock)
{
    /// <param name="Recipient">E.164 phone or e-mail address.</param>
    /// <param name="Template">Which text this is, such as <c>code</c>.</param>
    /// <param name="Subject">E-mail only.</param>
    /// <param name="Secret">The part of the body that opens something.</param>
    /// <param name="Id">For a cause that may come twice: the same id is one message.</param>
    public sealed record Draft(
        MessageChannel Channel, string Recipient, string Template, string Language, string Body, string? Subject = null, string? Secret = null, Guid? Id = null);

    /// <summary>Adds the message to a write that is about to be saved, so that both are committed or neither.</summary>
    public Message Add(PortalDbContext db, Draft draft)
    {
        var now = clock.GetUtcNow().ToInstant();
        var sent = senders.Any(s => s.Serves(draft.Channel));
        var message = new Message(tenant.Id, draft.Id ?? Guid.CreateVersion7())
        {
            Channel = draft.Channel, Recipient = draft.Recipient, Template = draft.Template, Language = draft.Language, Subject = draft.Subject,
            Body = draft.Body, Secret = draft.Secret, CreatedAt = now, Status = sent ? MessageStatus.Pending : MessageStatus.Kept,
        };
        db.Add(message);
        if (sent)
            db.Add(new OutboxEvent(tenant.Id) { Kind = SendQueuedMessage.Kind, Payload = $$"""{"message":"{{message.Id}}"}""", CreatedAt = now });
        // a save inside a larger transaction is announced a little early; the drain's own look each second makes up for it
        db.SavedChanges += (_, _) => changes.Publish(new(tenant.Id, Topics.Messages, message.Id));
        return message;
    }

    /// <summary>Saves it by itself. One whose id is there already is not written again.</summary>
    public async Task ExecuteAsync(Draft draft, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (draft.Id is { } id && await db.Set<Message>().AnyAsync(m => m.Id == id, cancellation))
            return;
        Add(db, draft);
        await db.SaveChangesAsync(cancellation);
    }
}
