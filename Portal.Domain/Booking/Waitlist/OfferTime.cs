using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>The desk offers a time of its own choice to one of those who wait, past the order of the list and past the wishes.</summary>
public sealed class OfferTime(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, WaiterStandings standings, MakeOffer make, Caller caller, AuditTrail audit)
{
    public sealed record Request(WaitlistEntryId Entry, PractitionerId Practitioner, Instant Start);

    public async Task<Result<WaitlistOfferId, WaitlistError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await OfferAsync(request, cancellation);
        if (!result.Succeeded)
            await audit.RefuseAsync("waitlist.offer", result.Error, "waitlist", request.Entry.Value, cancellation);
        return result;
    }

    async Task<Result<WaitlistOfferId, WaitlistError>> OfferAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return WaitlistError.Forbidden;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<WaitlistEntry>().SingleOrDefaultAsync(e => e.Id == request.Entry, cancellation) is not { } entry)
            return WaitlistError.NotFound;
        if (entry.State != WaitlistState.Waiting)
            return WaitlistError.Closed;
        var current = await rules.GetAsync(cancellation);
        if (!current.Services.TryGetValue(entry.ServiceId, out var service))
            return WaitlistError.NotOffered;
        var standing = await standings.ReadAsync(current, service, entry.PatientId, cancellation);
        return await make.ExecuteAsync(new(entry.Id, entry.ServiceId, request.Practitioner, request.Practitioner, request.Start, standing.Visit, caller.UserId), cancellation);
    }
}
