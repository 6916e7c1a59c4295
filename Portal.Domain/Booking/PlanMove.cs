using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Reads what a hand that takes up an appointment will ask at every place: who and what is busy on the days shown. For the desk.</summary>
public sealed class PlanMove(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, SlotWishes wishes, GroupSessions groups, Caller caller, AuditTrail audit, TimeProvider clock)
{
    static readonly Duration LongestClaim = Duration.FromDays(2);

    public async Task<Result<MovePlan, BookingError>> ExecuteAsync(AppointmentId id, DateInterval days, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("appointment.plan", BookingError.Forbidden, "appointment", id.Value, cancellation);
        var current = await rules.GetAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => a.Id == id)).SingleOrDefaultAsync(cancellation) is not { } appointment)
            return BookingError.NotFound;

        var (begins, ends) = current.Zone.Bounds(days);
        var (earliest, now) = (begins - LongestClaim, clock.GetUtcNow().ToInstant());
        var asked = Asked(current, appointment);
        // who stands over another is in nobody's way
        var busy = await db.Set<Claim>().Where(c =>
                asked.Contains(c.ResourceId) && c.StartsAt > earliest && c.StartsAt < ends && c.EndsAt > begins && c.Lane == 0 && c.OwnerId != id.Value
                && (c.ExpiresAt == null || c.ExpiresAt > now))
            .Select(c => new Busy(c.ResourceId, c.StartsAt, c.EndsAt)).ToListAsync(cancellation);
        if (!current.Services.TryGetValue(appointment.Service, out var service))
            return new MovePlan(current, wishes, appointment, busy, [], null); // it is offered nowhere
        return service.IsGroup // whose places are the only limit
            ? new MovePlan(current, wishes, appointment, busy, await groups.ReadAsync(service.Id, begins, ends, cancellation), null)
            : new MovePlan(current, wishes, appointment, busy, [], await LoadsAsync(db, current, service, id, days, cancellation));
    }

    // what counts against the limits of these days, and of the weeks they are of
    static async Task<IReadOnlyList<Load>?> LoadsAsync(PortalDbContext db, BookingRules rules, ServiceRule service, AppointmentId except, DateInterval days, CancellationToken cancellation)
    {
        if (service.Limit.IsNone && service.Practitioners.All(p => !rules.Practitioners.TryGetValue(p, out var who) || who.Limit.IsNone))
            return null;
        var (from, to) = rules.Zone.Bounds(Loads.WeeksOf(rules, days));
        return await db.Set<Appointment>().Where(a =>
                a.StartsAt >= from && a.StartsAt < to && a.Id != except && a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow)
            .Select(a => new Load(a.PractitionerId, a.ServiceId, a.StartsAt)).ToListAsync(cancellation);
    }

    static Guid[] Asked(BookingRules rules, DeskAppointment appointment) => rules.Services.TryGetValue(appointment.Service, out var service)
        ? [.. service.Practitioners.Select(p => p.Value), .. service.Rooms.Select(room => room.Id), .. service.Devices.Select(device => device.Id),
            .. new[] { appointment.Room, appointment.Device }.OfType<Guid>()]
        : [];
}
