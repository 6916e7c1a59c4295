using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Keeps a time for one who waits and tells them. A building block: who calls it has checked the caller. The hold comes first, for it decides
/// between all who want the time; then entry, offer, message and audit stand together, or the hold is given back.
/// </summary>
public sealed class MakeOffer(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, ReadWaitlistSettings settings, HoldSlot hold, ReleaseHold release, WaitlistMessages messages,
    TenantContext tenant, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    /// <param name="Practitioner">Whom to try first; others only where the entry leaves it open.</param>
    /// <param name="Visit">What the time must be long enough for.</param>
    /// <param name="By">The member of staff who chose the time.</param>
    public sealed record Request(WaitlistEntryId Entry, ServiceId Service, PractitionerId? Wanted, PractitionerId Practitioner, Instant Start, VisitKind Visit, UserId? By = null);

    public async Task<Result<WaitlistOfferId, WaitlistError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        if (OfferTerms.Until(await settings.ExecuteAsync(cancellation), (await rules.GetAsync(cancellation)).Policy.Notice, now, request.Start) is not { } until)
            return WaitlistError.TooNear;
        var id = WaitlistOfferId.New();
        var held = await hold.ExecuteAsync(new(id.Value, id.Value, request.Service, request.Wanted, request.Practitioner, request.Start) { Visit = request.Visit }, until + OfferTerms.Grace, cancellation);
        if (!held.Succeeded)
            return held.Error is BookingError.NotOffered or BookingError.OutsideHours or BookingError.TooFar ? WaitlistError.NotOffered
                : held.Error == BookingError.TooSoon ? WaitlistError.TooNear : WaitlistError.Taken;

        var stands = false;
        try
        {
            stands = await SaveAsync(request, id, held.Value.Practitioner, now, until, cancellation);
        }
        finally
        {
            if (!stands)
                await release.ExecuteAsync(id.Value, CancellationToken.None);
        }

        if (!stands)
            return WaitlistError.Closed;
        changes.Publish(new(tenant.Id, Topics.Waitlist, request.Entry.Value));
        return id;
    }

    // false where the entry was closed or offered something meanwhile
    async Task<bool> SaveAsync(Request request, WaitlistOfferId id, PractitionerId practitioner, Instant now, Instant until, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from e in db.Set<WaitlistEntry>().AsTracking()
            join p in db.Set<Patient>() on e.PatientId equals p.Id
            join s in db.Set<Service>() on e.ServiceId equals s.Id
            join d in db.Set<Practitioner>() on practitioner equals d.Id
            where e.Id == request.Entry
            select new { Entry = e, Patient = p, Service = s, Practitioner = d }).SingleOrDefaultAsync(cancellation);
        if (found is not { Entry.State: WaitlistState.Waiting })
            return false;
        var later = await LaterAppointment.FindAsync(db, found.Entry, request.Start, cancellation);
        var givesWay = later is not null && later.IsAmong(found.Entry, (await rules.GetAsync(cancellation)).Zone) ? later : null;
        var offer = new WaitlistOffer(tenant.Id, id)
        {
            EntryId = request.Entry, PractitionerId = practitioner, StartsAt = request.Start, CreatedAt = now, ExpiresAt = until, CommandKey = Guid.NewGuid(), OfferedBy = request.By,
            KeepLater = givesWay is null,
        };
        found.Entry.Offer();
        db.Add(offer);
        await messages.OfferedAsync(db, offer, givesWay, found.Patient, found.Service, found.Practitioner, cancellation);
        audit.Add(db, "waitlist.offer", "waitlist", offer.EntryId.Value);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }
}
