using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>Ends a conversation from the desk's side, with its summary. One that a colleague has is the colleague's to end.</summary>
public sealed class EndConversation(ConversationWriter writer, ConversationSummary summary, Caller caller)
{
    public const string Action = "conversation.end";

    public sealed record Request(ConversationId Conversation);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var me = caller.UserId;
        return await writer.WriteAsync(
            Action, request.Conversation, _ => c => c.State != ConversationState.Ended && (c.State != ConversationState.Person || c.HolderId == me),
            c => c.State == ConversationState.Ended ? ConversationError.Ended : ConversationError.NotYours,
            held =>
            {
                held.Add(Speaker.Note, DeskNotes.Ended);
                return summary.EndAsync(held, cancellation);
            }, cancellation);
    }
}
