using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>A hint to the agent that the patient never sees. It is kept as a turn; the agent's next reply may use it.</summary>
public sealed class Whisper(ConversationWriter writer)
{
    public const string Action = "conversation.whisper";
    public const int LongestText = 500;

    public sealed record Request(ConversationId Conversation, string Text);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var text = request.Text.Trim();
        if (text.Length is 0 or > LongestText)
            return ConversationError.NotReadable;
        return await writer.WriteAsync(
            Action, request.Conversation, _ => c => c.State == ConversationState.Agent || c.State == ConversationState.Waiting,
            c => c.State == ConversationState.Ended ? ConversationError.Ended : ConversationError.NotTheAgents,
            held =>
            {
                held.Add(Speaker.Whisper, text);
                return Task.CompletedTask;
            }, cancellation);
    }
}
