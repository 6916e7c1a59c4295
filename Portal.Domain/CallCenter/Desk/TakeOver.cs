using NodaTime.Extensions;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// A member of staff answers from now on and the agent is silent. Of two who press at once one wins. From a colleague it can be taken only once
/// the colleague is not there any more.
/// </summary>
public sealed class TakeOver(ConversationWriter writer, Caller caller, TimeProvider clock)
{
    public const string Action = "conversation.take_over";

    public sealed record Request(ConversationId Conversation);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (me, since) = (caller.UserId, clock.GetUtcNow().ToInstant() - DeskPresence.Fresh);
        return await writer.WriteAsync(
            Action, request.Conversation,
            db => c => me != null && c.State != ConversationState.Ended
                && (c.State != ConversationState.Person || c.HolderId == me || !db.Set<DeskPresence>().Any(p => p.UserId == c.HolderId && p.SeenAt > since)),
            c => me is null ? ConversationError.Forbidden : c.State == ConversationState.Ended ? ConversationError.Ended : ConversationError.Taken,
            held => Take(held, me!.Value), cancellation);
    }

    static Task Take(ConversationWriter.Held held, Platform.Ids.UserId me)
    {
        var conversation = held.Conversation;
        if (conversation.State == ConversationState.Person && conversation.HolderId == me)
            return Task.CompletedTask; // pressed twice
        (conversation.State, conversation.HolderId, conversation.HolderName) = (ConversationState.Person, me, held.Caller.Name);
        if (conversation is { PickedUpAt: null, WaitingSince: { } since })
            conversation.WaitedMs = (int)(held.Now - since).TotalMilliseconds;
        conversation.PickedUpAt ??= held.Now;
        held.Add(Speaker.Note, DeskNotes.TakenOver);
        return Task.CompletedTask;
    }
}
