using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>One conversation in full, for the desk: what was said, also what the patient does not see, what the agent did and what came of it. The read is audited.</summary>
public sealed class ReadConversation(IDbContextFactory<PortalDbContext> contexts, KnowledgeSource knowledge, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const string Action = "conversation.read";

    /// <param name="IsFollowing">The reader has it open already and is shown what came since: that leaves no further audit row.</param>
    public sealed record Request(ConversationId Conversation, bool IsFollowing = false);

    /// <param name="Name">As said, or as it is known where the phone is proved.</param>
    /// <param name="HolderIsThere">Whether who has it was seen within the last minute.</param>
    /// <param name="EmergencyNumber">Whom to call in an emergency, by the clinic's settings or country.</param>
    /// <param name="Deeds">What it wrote, in order.</param>
    public sealed record Details(
        ConversationId Id, Channel Channel, string Language, IdentityLevel Level, string? Name, string? Phone, ConversationState State, UserId? Holder, string? HolderName,
        bool HolderIsThere, Urgency Urgency, HandoverReason? Reason, Intent? Wanted, Outcome Outcome, string? Summary, Instant StartedAt, Instant LastAt, Instant? WaitingSince,
        Instant? EndedAt, string EmergencyNumber, IReadOnlyList<Said> Turns, IReadOnlyList<Call> Calls, IReadOnlyList<Deed> Deeds, IReadOnlyList<ListRequests.Item> Requests)
    {
        public bool IsHeldBy(UserId? user) => State == ConversationState.Person && Holder == user;
    }

    /// <param name="QuickReplies">What the reply offered to press.</param>
    public sealed record Said(
        int Number, Speaker Speaker, string Text, Instant At, string Language, Intent? Intent, string? Flag, Mind? Mind, int? TookMs, IReadOnlyList<string> QuickReplies, string? StaffName);

    /// <param name="Turn">The patient's turn that led to it.</param>
    public sealed record Call(Guid Id, int Turn, string Tool, IdentityLevel Level, string Outcome, string? ReceiptKind, Instant At, int TookMs);

    public async Task<Result<Details, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Conversation;
        if (!caller.IsAny(ConversationWriter.Desk))
            return await audit.RefuseAsync(Action, ConversationError.Forbidden, "conversation", id.Value, cancellation);
        var clinic = await knowledge.GetAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<Conversation>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } c)
            return ConversationError.NotFound;
        var turns = await db.Set<Turn>().Where(t => t.ConversationId == id).OrderBy(t => t.Number).ToListAsync(cancellation);
        var calls = await db.Set<ToolCall>().Where(t => t.ConversationId == id).OrderBy(t => t.At).ThenBy(t => t.Id).ToListAsync(cancellation);
        var since = clock.GetUtcNow().ToInstant() - DeskPresence.Fresh;
        var details = new Details(
            c.Id, c.Channel, c.Language, c.Level,
            await db.Set<Patient>().Where(p => p.Id == c.PatientId).Select(p => p.Name).SingleOrDefaultAsync(cancellation) ?? c.PatientName, c.Phone,
            c.State, c.HolderId, c.HolderName, await db.Set<DeskPresence>().AnyAsync(p => p.UserId == c.HolderId && p.SeenAt > since, cancellation),
            c.Urgency, c.HandoverReason, turns.LastOrDefault(t => t.Intent is { } intent && ConversationSummary.IsWish(intent))?.Intent, c.Outcome, c.Summary,
            c.StartedAt, c.LastAt, c.State == ConversationState.Waiting ? c.WaitingSince : null, c.EndedAt, clinic.EmergencyNumber,
            [.. turns.Select(Of)], [.. calls.Select(t => new Call(t.Id, t.Turn, t.Tool, t.Level, t.Outcome, t.ReceiptKind, t.At, t.TookMs))],
            await Deed.OfAsync(db, calls, cancellation),
            await ListRequests.Items(db, db.Set<PatientRequest>().Where(r => r.ConversationId == id).OrderBy(r => r.CreatedAt)).ToListAsync(cancellation));
        if (!request.IsFollowing)
            await audit.RecordAsync(Action, Auditing.Model.AuditEntry.Done, "conversation", id.Value, null, cancellation);
        return details;
    }

    static Said Of(Turn t) => new(
        t.Number, t.Speaker, t.Text, t.At, t.Language, t.Intent, t.Flag, t.Mind, t.TookMs,
        t.QuickReplies is null ? [] : JsonSerializer.Deserialize<string[]>(t.QuickReplies) ?? [], t.StaffName);
}
