using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>What patients left for the desk: those that are due first, the urgent on top, then what is for later, then what was dealt with of late.</summary>
public sealed class ListRequests(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    static readonly Duration HandledOfLast = Duration.FromDays(2);
    const int Most = 200;

    /// <param name="Due">Not expected before; its making, where it was left while the clinic was open.</param>
    public sealed record Item(
        PatientRequestId Id, PatientRequestKind Kind, ConversationId? Conversation, string Name, string Phone, IdentityLevel Level, string? PractitionerAr, string? PractitionerEn, string Text,
        Urgency Urgency, Instant CreatedAt, Instant Due, Instant? HandledAt)
    {
        public string? Practitioner(string language) => language == "ar" ? PractitionerAr : PractitionerEn;
    }

    public async Task<Result<List<Item>, ConversationError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(ConversationWriter.Desk))
            return await audit.RefuseAsync("request.list", ConversationError.Forbidden, cancellation: cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var since = now - HandledOfLast;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var open = await Items(db, db.Set<PatientRequest>().Where(r => r.HandledAt == null).OrderBy(r => r.CreatedAt).Take(Most)).ToListAsync(cancellation);
        var handled = await Items(db, db.Set<PatientRequest>().Where(r => r.HandledAt > since).OrderByDescending(r => r.HandledAt).Take(50)).ToListAsync(cancellation);
        return (List<Item>)[.. open.OrderBy(r => r.Due > now).ThenByDescending(r => r.Urgency).ThenBy(r => r.Due), .. handled];
    }

    internal static IQueryable<Item> Items(PortalDbContext db, IQueryable<PatientRequest> requests) => requests.Select(r => new Item(
        r.Id, r.Kind, r.ConversationId, r.Name, r.Phone, r.Level,
        db.Set<Practitioner>().Where(p => p.Id == r.PractitionerId).Select(p => p.NameAr).FirstOrDefault(),
        db.Set<Practitioner>().Where(p => p.Id == r.PractitionerId).Select(p => p.NameEn).FirstOrDefault(),
        r.Text, r.Urgency, r.CreatedAt, r.DueAt ?? r.CreatedAt, r.HandledAt));
}
