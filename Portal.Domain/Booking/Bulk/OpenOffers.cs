using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Bulk;

/// <summary>What a patient may choose from instead of an appointment that cannot take place. A patient sees those of their own proved phone, staff all.</summary>
public sealed class OpenOffers(IDbContextFactory<PortalDbContext> contexts, Caller caller, TimeProvider clock)
{
    /// <param name="Reason">Why they have to choose.</param>
    /// <param name="Times">Kept for them still, soonest first; none where they waited too long.</param>
    public sealed record View(BulkReason Reason, IReadOnlyList<Offered> Times);

    public sealed record Offered(Guid Id, PractitionerId Practitioner, Instant Start, Instant KeptUntil);

    /// <returns>Null where the appointment stands, was moved already, or is not the caller's.</returns>
    public async Task<View?> ExecuteAsync(AppointmentId appointment, CancellationToken cancellation)
    {
        var (phone, now) = (caller.Phone, clock.GetUtcNow().ToInstant());
        var isStaff = caller.IsDesk;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var open = await (
            from i in ToBeMoved(db)
            join c in db.Set<BulkChange>() on i.ChangeId equals c.Id
            join a in db.Set<Appointment>() on i.AppointmentId equals a.Id
            join p in db.Set<Patient>() on a.PatientId equals p.Id
            where i.AppointmentId == appointment && (isStaff || p.Phone == phone)
            orderby c.CreatedAt descending
            select new { i.Id, c.Reason }).FirstOrDefaultAsync(cancellation);
        if (open is null)
            return null;
        var offers = await db.Set<BulkOffer>().Where(o => o.ItemId == open.Id && o.KeptUntil > now).OrderBy(o => o.StartsAt).ToListAsync(cancellation);
        return new(open.Reason, [.. offers.Select(o => new Offered(o.Id, o.PractitionerId, o.StartsAt, o.KeptUntil!.Value))]);
    }

    /// <summary>Whose patients have not answered: the appointment stands where it cannot be.</summary>
    internal static IQueryable<BulkChangeItem> ToBeMoved(PortalDbContext db) =>
        from i in db.Set<BulkChangeItem>()
        join c in db.Set<BulkChange>() on new { i.TenantId, Id = i.ChangeId } equals new { c.TenantId, c.Id }
        join a in db.Set<Appointment>() on new { i.TenantId, Id = i.AppointmentId } equals new { a.TenantId, a.Id }
        where i.State == BulkItemState.Done && c.Kind == BulkKind.OfferAlternatives
            && a.PractitionerId == i.FromPractitioner && a.StartsAt == i.FromStart && AppointmentSteps.Ahead.Contains(a.Status)
        select i;
}
