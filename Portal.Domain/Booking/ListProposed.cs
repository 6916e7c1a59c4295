using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Whom the desk has to call: times kept for people whose code did not come, and appointments that cannot take place and whose patients have not chosen. Soonest first.</summary>
public sealed class ListProposed(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TenantCache cache, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<List<DeskAppointment>, BookingError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await DeskAppointment.Query(db, ToCall(db).OrderBy(a => a.StartsAt).Take(200)).ToListAsync(cancellation);
    }

    /// <summary>How many there are: counted once for all desks of a clinic, and again when an appointment changed.</summary>
    public async Task<Result<int, BookingError>> CountAsync(CancellationToken cancellation)
    {
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        return await cache.GetAsync(tenant.Id, Topics.Appointments, "to-call", async token =>
        {
            await using var db = await contexts.CreateDbContextAsync(token);
            return await ToCall(db).CountAsync(token);
        }, cancellation);
    }

    IQueryable<Appointment> ToCall(PortalDbContext db)
    {
        var now = clock.GetUtcNow().ToInstant();
        return db.Set<Appointment>().Where(a =>
            a.StartsAt > now && (a.Status == AppointmentStatus.Proposed || OpenOffers.ToBeMoved(db).Any(i => i.AppointmentId == a.Id)));
    }

    async Task<BookingError?> RefusalAsync(CancellationToken cancellation) =>
        caller.IsReception ? null : await audit.RefuseAsync("proposed.read", BookingError.Forbidden, cancellation: cancellation);
}
