using System.Text;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>What of a reply has gone out while it was still being made. What went out is not taken back: the reply begins with it.</summary>
public sealed class ReplyPieces(Func<string, Task>? onWords)
{
    readonly StringBuilder sent = new();

    public bool HasBegun => sent.Length > 0;

    public string Sent => sent.ToString();

    internal Task SendAsync(string piece)
    {
        if (onWords is null || piece.Length == 0)
            return Task.CompletedTask;
        sent.Append(piece);
        return onWords(piece);
    }

    /// <summary>The rest of the reply, once it stands.</summary>
    internal Task EndAsync(string reply)
    {
        // a reply that was taken back whole comes with the answer alone
        return reply.StartsWith(Sent, StringComparison.Ordinal) ? SendAsync(reply[Sent.Length..]) : Task.CompletedTask;
    }
}
