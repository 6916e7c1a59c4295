using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// Deletes what was said, names, phones and the way to any patient's row from conversations older than the clinic keeps them. The row stays with
/// its figures: when, how long, in what language, what was wanted and what came of it.
/// </summary>
public sealed class ForgetOld(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, TimeProvider clock)
{
    public const string Action = "conversation.forget";
    const int AtOnce = 500;

    /// <returns>How many conversations were forgotten.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var forgotten = 0;
        for (int some; (some = await ForgetSomeAsync(cancellation)) > 0;)
            forgotten += some;
        return forgotten;
    }

    async Task<int> ForgetSomeAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var days = await db.Set<FrontDeskSettings>().Select(s => (int?)s.RetentionDays).SingleOrDefaultAsync(cancellation) ?? new FrontDeskSettings(default).RetentionDays;
        var before = clock.GetUtcNow().ToInstant() - Duration.FromDays(days);
        // one that still has turns was not forgotten yet: each has at least the greeting
        var old = await db.Set<Conversation>().Where(c => c.State == ConversationState.Ended && c.LastAt < before && db.Set<Turn>().Any(t => t.ConversationId == c.Id))
            .OrderBy(c => c.LastAt).Select(c => c.Id).Take(AtOnce).ToArrayAsync(cancellation);
        await db.Set<PatientRequest>().Where(r => r.HandledAt < before).ExecuteDeleteAsync(cancellation);
        if (old.Length > 0)
        {
            await ForgetAsync(db, old, cancellation);
            audit.Add(db, Action, detail: new { conversations = old.Length, days });
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return old.Length;
    }

    static async Task ForgetAsync(PortalDbContext db, ConversationId[] old, CancellationToken cancellation)
    {
        await db.Set<Turn>().Where(t => old.Contains(t.ConversationId)).ExecuteDeleteAsync(cancellation);
        await db.Set<UnansweredQuestion>().Where(q => old.Contains(q.ConversationId)).ExecuteUpdateAsync(set => set.SetProperty(q => q.Text, ""), cancellation);
        await db.Set<ToolCall>().Where(c => old.Contains(c.ConversationId))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Arguments, (string?)null).SetProperty(c => c.ReceiptId, (Guid?)null), cancellation);
        await db.Set<Conversation>().Where(c => old.Contains(c.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Phone, (string?)null).SetProperty(c => c.PatientName, (string?)null).SetProperty(c => c.PatientId, (PatientId?)null)
                .SetProperty(c => c.Level, IdentityLevel.Anonymous).SetProperty(c => c.Summary, (string?)null).SetProperty(c => c.Frame, "{}")
                .SetProperty(c => c.KeyHash, Array.Empty<byte>()), cancellation);
    }
}
