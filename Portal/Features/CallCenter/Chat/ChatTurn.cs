using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;

namespace Portal.Features.CallCenter.Chat;

/// <summary>One message of the patient's and its reply, as events: words while they come, then the turns as they are kept.</summary>
sealed class ChatTurn(HearPatient hear, FollowConversation follow)
{
    public async IAsyncEnumerable<SseItem<string>> HearAsync((ConversationId Id, Guid Key)? mine, ChatMessages.Said said, string? address, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (mine is not { } conversation)
        {
            yield return new(ChatMessages.Because("none"), ChatMessages.Refused);
            yield break;
        }

        var words = System.Threading.Channels.Channel.CreateUnbounded<string>(new() { SingleReader = true, SingleWriter = true });
        var hearing = HearAsync(conversation, said, address, words.Writer);
        try
        {
            await foreach (var piece in words.Reader.ReadAllAsync(cancellation))
                yield return new(ChatMessages.Of(piece), ChatMessages.Words);
        }
        finally
        {
            await hearing; // also where nobody listens any more: the turn belongs to this request's scope
        }

        var (heard, why) = await hearing;
        if (heard is null)
        {
            yield return new(ChatMessages.Because(why), ChatMessages.Refused);
            yield break;
        }

        if (await follow.ExecuteAsync(new(conversation.Id, conversation.Key, heard.Value - 1), cancellation) is not { } view)
            yield break;
        foreach (var turn in view.Turns)
            yield return new(ChatMessages.Of(turn), ChatMessages.Turn);
        yield return new(ChatMessages.Of(view.State, view.Holder), ChatMessages.State);
        yield return new("{}", ChatMessages.Done);
    }

    async Task<(int? Heard, string Why)> HearAsync((ConversationId Id, Guid Key) mine, ChatMessages.Said said, string? address, ChannelWriter<string> words)
    {
        try
        {
            var heard = await hear.ExecuteAsync(new(mine.Id, mine.Key, said.Text ?? "", address, said.Id), piece => words.WriteAsync(piece).AsTask(), CancellationToken.None);
            return heard.Match<(int?, string)>(answer => (answer.Heard, ""), error => (null, Why(error)));
        }
        finally
        {
            words.Complete();
        }
    }

    static string Why(HearError error) => error switch { HearError.Ended => "ended", HearError.NotReadable => "unreadable", _ => "none" };
}
