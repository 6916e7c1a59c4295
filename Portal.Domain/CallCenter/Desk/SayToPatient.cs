using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>A person's words to the patient. Only who has the conversation may, so two people never answer one patient.</summary>
public sealed class SayToPatient(ConversationWriter writer, Caller caller)
{
    public const string Action = "conversation.say";
    public const int LongestText = HearPatient.LongestText;

    public sealed record Request(ConversationId Conversation, string Text);

    public async Task<Result<Done, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var text = request.Text.Trim();
        if (text.Length is 0 or > LongestText)
            return ConversationError.NotReadable;
        var me = caller.UserId;
        return await writer.WriteAsync(
            Action, request.Conversation, _ => c => c.State == ConversationState.Person && c.HolderId == me,
            c => c.State == ConversationState.Ended ? ConversationError.Ended : ConversationError.NotYours,
            held =>
            {
                held.Add(Speaker.Person, text, LanguageOf.Tell(Utterance.Of(text), held.Conversation.Language));
                held.Conversation.LastAt = held.Now;
                return Task.CompletedTask;
            }, cancellation);
    }
}
