using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Notifications.Replies;

/// <summary>
/// A message that came in from a phone. It is kept, and told to all who may want it by the outbox. For the channels, which have checked the
/// signature of whoever brings it and act for the system; no person calls it.
/// </summary>
public sealed class ReceiveReply(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    internal const string Kind = "reply.received";
    const int LongestText = 2000;

    /// <param name="Sender">E.164.</param>
    /// <param name="SentAs">The channel's own id of the message: brought twice, it is one.</param>
    public sealed record Request(MessageChannel Channel, string Sender, string Text, string SentAs);

    public async Task<Result<Guid, MessagesError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.System)
            return await audit.RefuseAsync("reply.receive", MessagesError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"reply:{tenant.Id}:{request.SentAs}"}, 0))", cancellation);
        if (await db.Set<InboundReply>().Where(r => r.Channel == request.Channel && r.SentAs == request.SentAs).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation) is { } before)
            return before;
        var now = clock.GetUtcNow().ToInstant();
        var reply = new InboundReply(tenant.Id, Guid.CreateVersion7())
        {
            Channel = request.Channel, Sender = request.Sender, SentAs = request.SentAs, ReceivedAt = now,
            Text = request.Text.Length > LongestText ? request.Text[..LongestText] : request.Text,
        };
        db.Add(reply);
        db.Add(new OutboxEvent(tenant.Id) { Kind = Kind, Payload = $$"""{"reply":"{{reply.Id}}"}""", CreatedAt = now });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return reply.Id;
    }

    internal static Guid IdOf(OutboxItem item)
    {
        using var payload = JsonDocument.Parse(item.Payload);
        return payload.RootElement.GetProperty("reply").GetGuid();
    }
}
