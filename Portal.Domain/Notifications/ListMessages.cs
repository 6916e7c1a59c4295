using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Notifications;

public enum MessagesError
{
    Forbidden,
    NotFound,

    /// <summary>It has been sent, or a sender has it in hand.</summary>
    NotKept,
}

/// <summary>The outbox page's messages, newest first; what opens something is masked outside Development.</summary>
public sealed class ListMessages(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, IOptions<NotificationsOptions> options)
{
    public const string Mask = "••••";
    const int MostOnAPage = 100;

    public sealed record Request(int Skip = 0, int Take = 50);

    /// <param name="Secret">Null where it is masked.</param>
    /// <param name="Body">With the secret masked unless it may be shown.</param>
    public sealed record Item(
        Guid Id, MessageChannel Channel, string Recipient, string Template, string Language, string? Subject, string Body, string? Secret,
        Instant CreatedAt, MessageStatus Status, Instant? SentAt, int Attempts, string? Failure);

    public sealed record Page(IReadOnlyList<Item> Messages, bool HasMore);

    public async Task<Result<Page, MessagesError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Receptionist | StaffRole.Administrator))
            return await audit.RefuseAsync("message.list", MessagesError.Forbidden, cancellation: cancellation);
        var take = Math.Clamp(request.Take, 1, MostOnAPage);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var messages = await db.Set<Message>().OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, request.Skip)).Take(take + 1).ToListAsync(cancellation);
        return new Page([.. messages.Take(take).Select(ItemOf)], messages.Count > take);
    }

    Item ItemOf(Message m)
    {
        var reveal = options.Value.RevealSecrets;
        return new(m.Id, m.Channel, m.Recipient, m.Template, m.Language, Masked(m.Subject, m, reveal), Masked(m.Body, m, reveal)!, reveal ? m.Secret : null,
            m.CreatedAt, m.Status, m.SentAt, m.Attempts, m.Failure);
    }

    static string? Masked(string? text, Message message, bool reveal) =>
        reveal || message.Secret is not { Length: > 0 } secret ? text : text?.Replace(secret, Mask, StringComparison.Ordinal);
}
