using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// Ends conversations in which nobody says anything any more, with summary and outcome. Whoever still waits for our word is not idle: one that
/// waits for a person is ended only when a call back can be left in its place, or after a day; one that a person has, only when the patient owes
/// the answer.
/// </summary>
public sealed class CloseIdle(
    IDbContextFactory<PortalDbContext> contexts, ConversationWriter writer, ConversationSummary summary, NextOpening opening, TimeProvider clock)
{
    public const string Action = "conversation.close_idle";
    public static readonly Duration Idle = Duration.FromMinutes(30);
    public static readonly Duration LongestWait = Duration.FromHours(24);

    /// <returns>How many were ended.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var (idleSince, waitsSince) = (now - Idle, now - LongestWait);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await SummarizeAsync(db, now, cancellation);
        var idle = await db.Set<Conversation>().Where(c => c.LastAt < idleSince && c.State != ConversationState.Ended).OrderBy(c => c.LastAt).Take(500)
            .Select(c => new
            {
                c.Id, c.State, c.Phone, c.LastAt,
                Last = db.Set<Turn>().Where(t => t.ConversationId == c.Id && t.Speaker != Speaker.Whisper && t.Speaker != Speaker.Note).OrderByDescending(t => t.Number).Select(t => t.Speaker).First(),
            }).ToListAsync(cancellation);
        var ended = 0;
        foreach (var c in idle)
        {
            var isOver = c.State switch
            {
                ConversationState.Waiting => c.Phone is not null || c.LastAt < waitsSince,
                ConversationState.Person => c.Last == Speaker.Person,
                _ => true,
            };
            if (isOver && await EndAsync(c.Id, c.State, idleSince, cancellation))
                ended++;
        }

        return ended;
    }

    async Task<bool> EndAsync(ConversationId id, ConversationState state, Instant idleSince, CancellationToken cancellation)
    {
        var result = await writer.WriteAsync(
            Action, id, _ => c => c.State == state && c.LastAt < idleSince, _ => ConversationError.ChangedMeanwhile,
            async held =>
            {
                var leaves = held.Conversation is { State: ConversationState.Waiting, Phone: not null } && await LeaveCallBackAsync(held, cancellation);
                held.Add(Speaker.Note, leaves ? DeskNotes.CallBackLeft : DeskNotes.EndedIdle);
                await summary.EndAsync(held, cancellation);
            }, cancellation, waits: false);
        return result.Succeeded;
    }

    // who asked for a person and is gone is called back, in the morning where it is night
    async Task<bool> LeaveCallBackAsync(ConversationWriter.Held held, CancellationToken cancellation)
    {
        var c = held.Conversation;
        if (await held.Db.Set<PatientRequest>().AnyAsync(r => r.ConversationId == c.Id && r.Kind == PatientRequestKind.CallBack && r.HandledAt == null, cancellation))
            return true;
        var words = await held.Db.Set<Turn>().Where(t => t.ConversationId == c.Id && t.Speaker == Speaker.Patient).OrderByDescending(t => t.Number).Select(t => t.Text).FirstOrDefaultAsync(cancellation);
        held.Db.Add(new PatientRequest(c.TenantId, PatientRequestId.New())
        {
            Kind = PatientRequestKind.CallBack, ConversationId = c.Id, Name = c.PatientName ?? "", Phone = c.Phone!, Level = c.Level, PatientId = c.PatientId,
            Text = words ?? "", Urgency = c.Urgency, CreatedAt = held.Now, DueAt = await opening.AfterAsync(held.Now, cancellation),
        });
        return true;
    }

    // those that the agent ended itself
    async Task SummarizeAsync(PortalDbContext db, Instant now, CancellationToken cancellation)
    {
        var since = now - LongestWait;
        var bare = await db.Set<Conversation>().AsTracking().Where(c => c.State == ConversationState.Ended && c.Summary == null && c.LastAt > since).OrderBy(c => c.LastAt).Take(200).ToListAsync(cancellation);
        foreach (var c in bare)
            c.Summary = await summary.ComposeAsync(db, c, null, cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
