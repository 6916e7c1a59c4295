using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>How many wait for a person, and which of them are emergencies that nobody has taken: for the staff's navigation, on whatever page.</summary>
public sealed class CountWaiting(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public sealed record Counts(int Waiting, IReadOnlyList<Emergency> Emergencies);

    public sealed record Emergency(ConversationId Id, Instant Since);

    public async Task<Result<Counts, ConversationError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(ConversationWriter.Desk))
            return await audit.RefuseAsync("conversation.count", ConversationError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await db.Set<Conversation>().Where(c => c.State == ConversationState.Waiting)
            .Select(c => new { c.Id, c.Urgency, Since = c.WaitingSince ?? c.LastAt }).ToListAsync(cancellation);
        return new Counts(waiting.Count, [.. waiting.Where(w => w.Urgency == Urgency.Emergency).OrderBy(w => w.Since).Select(w => new Emergency(w.Id, w.Since))]);
    }
}
