using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// How the desk writes to a conversation: one conditional update takes the row and decides who of two is first; the turns and the audit row are
/// saved in the same transaction. While the agent answers a turn the desk waits for it, so that turns keep their order and no reply is lost.
/// </summary>
public sealed class ConversationWriter(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    public const StaffRole Desk = StaffRole.Receptionist | StaffRole.Administrator;
    const string Subject = "conversation";
    static readonly Duration Patience = Duration.FromSeconds(12);

    /// <summary>The conversation while it is the writer's.</summary>
    internal sealed record Held(PortalDbContext Db, Conversation Conversation, Instant Now, Caller Caller)
    {
        public Turn Add(Speaker speaker, string text, string? language = null)
        {
            var turn = new Turn(Conversation.TenantId, Conversation.Id, ++Conversation.Turns)
            {
                Speaker = speaker, Text = text, At = Now, Language = language ?? Conversation.Language, StaffId = Caller.UserId, StaffName = Caller.Name,
            };
            Db.Add(turn);
            return turn;
        }
    }

    /// <param name="may">What must hold for it, asked in the update itself.</param>
    /// <param name="whyNot">Asked of the row where it does not hold.</param>
    /// <param name="waits">Whether to wait while the agent answers.</param>
    internal async Task<Result<Done, ConversationError>> WriteAsync(
        string action, ConversationId id, Func<PortalDbContext, Expression<Func<Conversation, bool>>> may, Func<Conversation, ConversationError> whyNot,
        Func<Held, Task> act, CancellationToken cancellation, bool waits = true)
    {
        if (!caller.IsAny(Desk))
            return await audit.RefuseAsync(action, ConversationError.Forbidden, Subject, id.Value, cancellation);
        var until = Now + (waits ? Patience : Duration.Zero);
        for (var pause = 25; ; pause = Math.Min(pause * 2, 250))
        {
            var refused = await TryAsync(action, id, may, whyNot, act, cancellation);
            if (refused is null)
            {
                changes.Publish(new(tenant.Id, Topics.Conversations, id.Value));
                return Done.Now;
            }

            if (refused != ConversationError.Busy || Now >= until)
                return await audit.RefuseAsync(action, refused.Value, Subject, id.Value, cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(pause), clock, cancellation);
        }
    }

    async Task<ConversationError?> TryAsync(
        string action, ConversationId id, Func<PortalDbContext, Expression<Func<Conversation, bool>>> may, Func<Conversation, ConversationError> whyNot,
        Func<Held, Task> act, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = Now;
        // locks the row to the end of the transaction; of two who come at once the second asks its condition again when the first has committed
        var taken = await db.Set<Conversation>().Where(c => c.Id == id && (c.BusyUntil == null || c.BusyUntil < now)).Where(may(db))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.BusyUntil, (Instant?)null), cancellation);
        if (taken == 0)
        {
            if (await db.Set<Conversation>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } there)
                return ConversationError.NotFound;
            return await db.Set<Conversation>().Where(c => c.Id == id).AnyAsync(may(db), cancellation) ? ConversationError.Busy : whyNot(there);
        }

        var conversation = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == id, cancellation);
        await act(new(db, conversation, now, caller));
        audit.Add(db, action, Subject, id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    Instant Now => clock.GetUtcNow().ToInstant();
}
