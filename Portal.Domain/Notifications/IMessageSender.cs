using Portal.Domain.Notifications.Model;

namespace Portal.Domain.Notifications;

/// <summary>
/// The way out to people. Where none serves a channel the message is kept, shown on the outbox page and sent by a person: that is the
/// embedded default and needs no account anywhere.
/// </summary>
public interface IMessageSender
{
    /// <summary>Whether it is configured and takes this channel.</summary>
    bool Serves(MessageChannel channel);

    /// <exception cref="MessageNotSentException">It could not be handed over, with what the other side said.</exception>
    Task SendAsync(Message message, CancellationToken cancellation);
}

/// <param name="reason">For the outbox page: the other side's words, with no address in them.</param>
/// <param name="final">The other side said that trying again is useless.</param>
public sealed class MessageNotSentException(string reason, bool final, Exception? inner = null) : Exception(reason, inner)
{
    public bool Final { get; } = final;
}
