using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;

namespace Portal.Features.CallCenter.Chat;

/// <summary>The open line to a patient's page: all that is said in the conversation, by the agent or by staff, and who has it.</summary>
sealed class ChatLine(FollowConversation follow, LiveUpdates live, TenantContext tenant, IHostApplicationLifetime server)
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(ConversationId id, Guid key, int after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(cancellation, server.ApplicationStopping);
        var changed = System.Threading.Channels.Channel.CreateBounded<bool>(new System.Threading.Channels.BoundedChannelOptions(1) { FullMode = System.Threading.Channels.BoundedChannelFullMode.DropWrite });
        using var listening = live.Subscribe(tenant.Id, Topics.Conversations, ids =>
        {
            if (ids.Count == 0 || ids.Contains(id.Value))
                changed.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
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
            if (!await ChangedAsync(changed.Reader, stops.Token) && !stops.IsCancellationRequested)
                yield return new("{}", ChatMessages.Ping);
        }
    }

    // false when it is time to say that the line still stands, or to end it
    static async Task<bool> ChangedAsync(System.Threading.Channels.ChannelReader<bool> changed, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Heartbeat);
        try
        {
            return await changed.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
