using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Notifications.Replies;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// A yes or a no from a patient's phone answers the time that is kept for them. What is neither is left to others; where several times are kept on
/// one phone the link says which; a yes that comes too late is told so.
/// </summary>
sealed class AnswerOfferByReply(IDbContextFactory<PortalDbContext> contexts, WaitlistMessages messages, TenantScopes scopes, TimeProvider clock) : IOutboxHandler
{
    static readonly NodaTime.Duration Remembered = NodaTime.Duration.FromHours(24);

    public bool Handles(string kind) => kind == ReceiveReply.Kind;

    public async Task HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var id = ReceiveReply.IdOf(item);
        if (await db.Set<InboundReply>().AsTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { AnsweredAt: null } reply || ReplyWords.Read(reply.Text) is not { } yes)
            return;
        var offers = await (
            from o in db.Set<WaitlistOffer>()
            join e in db.Set<WaitlistEntry>() on o.EntryId equals e.Id
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            where p.Phone == reply.Sender && o.CreatedAt > reply.ReceivedAt - Remembered && o.CreatedAt <= reply.ReceivedAt
            orderby o.CreatedAt descending
            select new { Offer = o, Patient = p }).ToListAsync(cancellation);
        var open = offers.FindAll(o => o.Offer.State == WaitlistOfferState.Open);
        if (offers.Count == 0)
            return;
        var latest = open.Count == 1 ? open[0] : offers[0];
        if (open.Count > 1)
            await messages.WhichAsync(db, latest.Offer.EntryId, latest.Patient, cancellation);
        else if (!await AnswerAsync(item, reply.Sender, latest.Offer, yes, cancellation))
            await messages.TooLateAsync(db, latest.Offer, latest.Patient, cancellation);
        reply.AnsweredAt = clock.GetUtcNow().ToInstant();
        await db.SaveChangesAsync(cancellation);
    }

    /// <returns>Whether the patient has what they answered; a no always has.</returns>
    async Task<bool> AnswerAsync(OutboxItem item, string phone, WaitlistOffer offer, bool yes, CancellationToken cancellation)
    {
        // who answered acts, and in a scope of their own: this one is the drain's
        await using var scope = scopes.Open(item.Tenant);
        scope.ServiceProvider.GetRequiredService<Caller>().BecomePatient(phone);
        if (yes)
            return (await scope.ServiceProvider.GetRequiredService<AcceptOffer>().ExecuteAsync(new(offer.Id, KeepLater: null), cancellation)).Succeeded;
        await scope.ServiceProvider.GetRequiredService<DeclineOffer>().ExecuteAsync(new(offer.Id), cancellation);
        return true;
    }
}
