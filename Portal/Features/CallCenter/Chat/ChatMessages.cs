using System.Text.Json;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;

namespace Portal.Features.CallCenter.Chat;

/// <summary>What goes over the chat's wire. Each event's data is one JSON object; <c>Assets/src/patient-chat.ts</c> reads them.</summary>
static class ChatMessages
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The reply grows by these words.</summary>
    public const string Words = "words";
    public const string Turn = "turn";
    public const string State = "state";

    /// <summary>Nothing more comes of what was said; the data says why.</summary>
    public const string Refused = "refused";

    /// <summary>All that belongs to what was said has come.</summary>
    public const string Done = "done";

    /// <summary>Keeps the line open through whatever stands between.</summary>
    public const string Ping = "ping";

    /// <param name="Id">The sender's own name for the message.</param>
    public sealed record Said(Guid? Id, string? Text);

    public sealed record Start(string? Language);

    public static string Of(FollowConversation.Said turn) => JsonSerializer.Serialize(
        new
        {
            n = turn.Number, by = By(turn.Speaker), text = turn.Text, lang = turn.Language, quick = turn.QuickReplies, emergency = turn.IsEmergency, name = turn.Name, id = turn.SentAs,
        }, Json);

    public static string Of(ConversationState state, string? holder) => JsonSerializer.Serialize(new { state = NameOf(state), holder }, Json);

    public static string Of(string text) => JsonSerializer.Serialize(new { text }, Json);

    public static string Because(string why) => JsonSerializer.Serialize(new { why }, Json);

    public static string By(Speaker speaker) => speaker switch { Speaker.Patient => "patient", Speaker.Person => "person", _ => "agent" };

    public static string NameOf(ConversationState state) => state.ToString().ToLowerInvariant();
}
