using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;

namespace Portal.Features.CallCenter.Chat;

/// <summary>The open line to a patient's page: all that is said in the conversation, by the agent or by staff, and who has it.</summary>
sealed class ChatLine(FollowConversation follow, LiveUpdates live, TenantContext tenant, IHostApplicationLifetime server)
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(ConversationId id, Guid key, int after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(cancellation, server.ApplicationStopping);
        using var news = new LiveNews(live, tenant.Id, Topics.Conversations, ids => ids.Count == 0 || ids.Contains(id.Value));
        var (state, holder) = (default(ConversationState?), default(string));
        while (!stops.IsCancellationRequested)
        {
            if (await follow.ExecuteAsync(new(id, key, after), cancellation) is not { } view)
            {
                yield return new(ChatMessages.Because("none"), ChatMessages.Refused);
                yield break;
            }

            foreach (var turn in view.Turns)
            {
                after = turn.Number;
                yield return new(ChatMessages.Of(turn), ChatMessages.Turn) { EventId = after.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            }

            if (view.State != state || view.Holder != holder)
                yield return new(ChatMessages.Of(view.State, view.Holder), ChatMessages.State);
            (state, holder) = (view.State, view.Holder);
            if (state == ConversationState.Ended)
                yield break;
            if (!await news.ComesAsync(Heartbeat, stops.Token) && !stops.IsCancellationRequested)
                yield return new("{}", ChatMessages.Ping);
        }
    }
}
