using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>Does not want the offered time, and stays on the list. Declined once more, it changes nothing.</summary>
public sealed class DeclineOffer(IDbContextFactory<PortalDbContext> contexts, OfferStore store, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public sealed record Request(WaitlistOfferId Offer);

    public async Task<Result<Done, WaitlistError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (phone, mayAll) = (caller.Phone, caller.IsReception);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var offer = await (
            from o in db.Set<WaitlistOffer>()
            join e in db.Set<WaitlistEntry>() on o.EntryId equals e.Id
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            where o.Id == request.Offer && (mayAll || p.Phone == phone)
            select o).SingleOrDefaultAsync(cancellation);
        if (offer is null)
            return await audit.RefuseAsync("waitlist.decline", WaitlistError.NotFound, "waitlist-offer", request.Offer.Value, cancellation);
        if (offer.State == WaitlistOfferState.Accepted)
            return await audit.RefuseAsync("waitlist.decline", WaitlistError.Closed, "waitlist-offer", request.Offer.Value, cancellation);
        await store.EndAsync(offer, WaitlistOfferState.Open, WaitlistOfferState.Declined, clock.GetUtcNow().ToInstant(), cancellation);
        return Done.Now;
    }
}
