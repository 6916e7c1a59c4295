using NodaTime.Extensions;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>The patient ends the own conversation. What was left unsaid is let go, what was done stays done.</summary>
public sealed class LeaveConversation(ConversationStore conversations, ConversationSummary summary, TenantContext tenant, ChangePublisher changes, TimeProvider clock)
{
    public sealed record Request(ConversationId Conversation, Guid Key);

    /// <returns>False where there is no such conversation, or not with that key.</returns>
    public async Task<bool> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await conversations.TakeAsync(request.Conversation, cancellation) is not { } taken)
            return false;
        var (db, conversation) = taken;
        await using var _ = db;
        var isOwner = conversation.KeyHash.AsSpan().SequenceEqual(StartConversation.Hash(request.Key));
        conversation.BusyUntil = null;
        if (isOwner && conversation.State != ConversationState.Ended)
        {
            var now = clock.GetUtcNow().ToInstant();
            db.Add(new Turn(tenant.Id, conversation.Id, ++conversation.Turns) { Speaker = Speaker.Note, Text = DeskNotes.Left, At = now, Language = conversation.Language });
            await summary.EndAsync(db, conversation, now, null, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        if (isOwner)
            changes.Publish(new(tenant.Id, Topics.Conversations, conversation.Id.Value));
        return isOwner;
    }
}
