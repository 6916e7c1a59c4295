using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// The agent answers again. Its old question is dropped, so that a "yes" meant for the person confirms nothing that was read back before; a red
/// flag that a person has seen no longer holds every answer back.
/// </summary>
public sealed class GiveBack(ConversationWriter writer, Caller caller)
{
    public const string Action = "conversation.give_back";

    /// <param name="Note">For the agent, as a whisper; null for none.</param>
    public sealed record Request(ConversationId Conversation, string? Note = null);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var note = request.Note?.Trim();
        if (note?.Length > Whisper.LongestText)
            return ConversationError.NotReadable;
        var me = caller.UserId;
        return await writer.WriteAsync(
            Action, request.Conversation, _ => c => c.State == ConversationState.Person && c.HolderId == me,
            c => c.State == ConversationState.Ended ? ConversationError.Ended : ConversationError.NotYours,
            held =>
            {
                var (conversation, frame) = (held.Conversation, Frame.Read(held.Conversation.Frame));
                frame.Drop();
                frame.Next.Clear();
                frame.Acts.Clear();
                (frame.Emergency, frame.Misses) = (false, 0);
                conversation.Frame = frame.Write();
                (conversation.State, conversation.HolderId, conversation.HolderName) = (ConversationState.Agent, null, null);
                conversation.Urgency = Urgency.Normal;
                conversation.LastAt = held.Now;
                held.Add(Speaker.Note, DeskNotes.GivenBack);
                if (note is { Length: > 0 })
                    held.Add(Speaker.Whisper, note);
                return Task.CompletedTask;
            }, cancellation);
    }
}
