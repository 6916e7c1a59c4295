using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.CallCenter.Tools;

/// <summary>What reaches the clinic's people: a request left for them, and the wish to talk with one.</summary>
public sealed class StaffTools(
    ToolRunner tools, IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, NextOpening opening, AuditTrail audit, ChangePublisher changes)
{
    const string Done = ToolAnswer<object>.Done;

    public Task<ToolAnswer<PatientRequest>> LeaveRequestAsync(Exchange exchange, RequestDraft draft, string name, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "leave_request", IdentityLevel.Claimed, new { kind = draft.Kind.ToString(), practitioner = draft.Practitioner?.Value }, async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var id = PatientRequestId.From(draft.Key);
            if (await db.Set<PatientRequest>().SingleOrDefaultAsync(r => r.Id == id, cancellation) is { } before)
                return new ToolAnswer<PatientRequest>(before, Done, Receipt.Of(before));
            var conversation = exchange.Conversation;
            var request = new PatientRequest(tenant.Id, id)
            {
                Kind = draft.Kind, ConversationId = conversation.Id, Name = name, Phone = conversation.Phone!, Level = conversation.Level, PatientId = conversation.PatientId,
                PractitionerId = draft.Practitioner, Text = draft.Text ?? "", Urgency = conversation.Urgency, CreatedAt = exchange.Now,
                DueAt = await opening.AfterAsync(exchange.Now, cancellation),
            };
            db.Add(request);
            audit.Add(db, "request.leave", "request", request.Id.Value);
            await db.SaveChangesAsync(cancellation);
            changes.Publish(new(tenant.Id, Topics.Conversations, conversation.Id.Value));
            return new(request, Done, Receipt.Of(request));
        });

    /// <summary>Asks for a person. It stands with the conversation's row, which is saved before the reply goes out.</summary>
    public Task<ToolAnswer<HandOver>> HandOverAsync(Exchange exchange, HandoverReason reason, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "hand_over", IdentityLevel.Anonymous, new { reason = reason.ToString() }, async () =>
        {
            var conversation = exchange.Conversation;
            if (conversation.State == ConversationState.Agent)
                (conversation.State, conversation.WaitingSince) = (ConversationState.Waiting, exchange.Now);
            conversation.HandoverReason = conversation.HandoverReason == HandoverReason.Emergency ? HandoverReason.Emergency : reason;
            var urgency = reason switch { HandoverReason.Emergency => Urgency.Emergency, HandoverReason.Complaint or HandoverReason.NotUnderstood => Urgency.Soon, _ => Urgency.Normal };
            conversation.Urgency = (Urgency)Math.Max((int)conversation.Urgency, (int)urgency);
            var since = exchange.Now - DeskPresence.Fresh;
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var anybody = await db.Set<DeskPresence>().AnyAsync(p => p.SeenAt > since, cancellation);
            return new ToolAnswer<HandOver>(new(anybody), Done, Receipt.OfHandover(conversation.Id));
        });
}

/// <param name="SomebodyIsThere">Whether a member of staff has the conversations open now.</param>
public sealed record HandOver(bool SomebodyIsThere);
