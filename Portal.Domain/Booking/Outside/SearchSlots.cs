using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Outside;

/// <summary>
/// One practitioner's free times, as booking itself would take them, and the stretches that are taken, with nothing about by whom.
/// </summary>
public sealed class SearchSlots(
    IDbContextFactory<PortalDbContext> contexts, FindSlots find, BookingRulesSource rules, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int MostDays = 31;

    /// <param name="From">Starts no sooner.</param>
    /// <param name="To">Starts before.</param>
    /// <param name="Service">Null for each that the practitioner offers.</param>
    public sealed record Request(PractitionerId Practitioner, Instant From, Instant To, ServiceId? Service, bool Free, bool Busy);

    public enum State
    {
        Free,
        Taken,

        /// <summary>Somebody is filling the form for it.</summary>
        Held,
    }

    /// <param name="Service">Of a free one: for what it can be booked.</param>
    public sealed record View(State State, Instant Start, Instant End, ReadSchedules.Offer? Service);

    /// <returns>Earliest first.</returns>
    public async Task<Result<IReadOnlyList<View>, OutsideError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (id, found) = (request.Practitioner, new List<View>());
        if (!caller.May(ApiScopes.SlotRead))
            return await audit.RefuseAsync("fhir.slot.search", OutsideError.Forbidden, "practitioner", id.Value, cancellation);
        if (request.To - request.From > Duration.FromDays(MostDays))
            return OutsideError.TooWide;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Set<Practitioner>().AnyAsync(p => p.Id == id, cancellation))
            return await audit.RefuseAsync("fhir.slot.search", OutsideError.NotFound, "practitioner", id.Value, cancellation);
        if (request.Free && request.From < request.To)
            found.AddRange(await FreeAsync(db, request, cancellation));
        if (request.Busy)
        {
            var now = clock.GetUtcNow().ToInstant();
            found.AddRange(await db.Set<Claim>().Where(c => c.ResourceId == id.Value && c.StartsAt >= request.From && c.StartsAt < request.To && (c.ExpiresAt == null || c.ExpiresAt > now))
                .Select(c => new View(c.ExpiresAt == null ? State.Taken : State.Held, c.StartsAt, c.EndsAt, null)).ToListAsync(cancellation));
        }

        await audit.RecordAsync("fhir.slot.search", AuditEntry.Done, "practitioner", id.Value, new { found = found.Count }, cancellation);
        return found.OrderBy(slot => slot.Start).ThenBy(slot => slot.State).ThenBy(slot => slot.Service?.Id.Value).ToList();
    }

    async Task<List<View>> FreeAsync(PortalDbContext db, Request request, CancellationToken cancellation)
    {
        var zone = (await rules.GetAsync(cancellation)).Zone;
        var days = new DateInterval(request.From.InZone(zone).Date, (request.To - Duration.Epsilon).InZone(zone).Date);
        var services = await (
            from o in db.Set<PractitionerService>()
            join s in db.Set<Service>() on new { o.TenantId, Id = o.ServiceId } equals new { s.TenantId, s.Id }
            where o.PractitionerId == request.Practitioner && !s.Retired && (request.Service == null || s.Id == request.Service)
            select new ReadSchedules.Offer(s.Id, s.NameAr, s.NameEn)).ToListAsync(cancellation);
        var free = new List<View>();
        foreach (var service in services)
            free.AddRange(
                from slot in await find.ExecuteAsync(new(service.Id, request.Practitioner, days), cancellation)
                where slot.Start >= request.From && slot.Start < request.To
                select new View(State.Free, slot.Start, slot.End, service));
        return free;
    }
}
