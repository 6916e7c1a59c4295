using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>One appointment with the story of its changes, for staff.</summary>
public sealed class AppointmentDetails(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    /// <param name="History">Oldest first.</param>
    public sealed record Details(DeskAppointment Appointment, IReadOnlyList<Step> History);

    /// <param name="Kind"><c>booked</c>, <c>proposed</c>, <c>moved</c>, <c>placed</c>, <c>resized</c>, <c>confirmed</c>, <c>arrived</c>, <c>fulfilled</c>, <c>noshow</c>, <c>reopened</c>, <c>cancelled</c>.</param>
    /// <param name="ActorName">Of a member of staff; null for a patient, a visitor or the system.</param>
    /// <param name="Start">Where it stood after this change.</param>
    public sealed record Step(string Kind, Instant At, CallerKind ActorKind, string? ActorName, Instant Start);

    public async Task<Result<Details, BookingError>> ExecuteAsync(AppointmentId id, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("appointment.read", BookingError.Forbidden, "appointment", id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await DeskAppointment.Query(db, db.Set<Appointment>().Where(a => a.Id == id)).SingleOrDefaultAsync(cancellation) is not { } appointment)
            return BookingError.NotFound;
        var events = await db.Set<AppointmentEvent>().Where(e => e.AppointmentId == id).OrderBy(e => e.Version).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, events.Select(e => e.ActorId), cancellation);
        return new Details(appointment, [.. events.Select(e => new Step(
            e.Kind, e.At, e.ActorKind, e.ActorId is { } actor ? names.GetValueOrDefault(actor) : null, StartAfter(e)))]);
    }

    // the state after the change is the row of the table, as PostgreSQL writes it in JSON
    static Instant StartAfter(AppointmentEvent e)
    {
        using var after = JsonDocument.Parse(e.After);
        return Instant.FromDateTimeOffset(after.RootElement.GetProperty("starts_at").GetDateTimeOffset());
    }
}
