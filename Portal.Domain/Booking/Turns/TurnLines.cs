using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Turns;

/// <summary>Reads the line of a session. Who may see what of it, the use cases say.</summary>
public sealed class TurnLines(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TenantCache cache)
{
    /// <summary>From the cache, which every change of an appointment clears: for the many who look on.</summary>
    internal ValueTask<TurnLine?> GetAsync(SessionId session, CancellationToken cancellation) =>
        cache.GetAsync(tenant.Id, Topics.Appointments, $"line:{session}", token => new ValueTask<TurnLine?>(ReadAsync(session, token)), cancellation);

    /// <returns>Null where there is no such session.</returns>
    internal async Task<TurnLine?> ReadAsync(SessionId session, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var head = await (
            from s in db.Set<Session>()
            join p in db.Set<Practitioner>() on new { s.TenantId, Id = s.PractitionerId } equals new { p.TenantId, p.Id }
            where s.Id == session && s.State != SessionState.Cancelled
            select new SessionHead(s.Id, s.Kind, s.State, s.PractitionerId, p.NameAr, p.NameEn, s.StartsAt, s.EndsAt, s.Capacity)).SingleOrDefaultAsync(cancellation);
        if (head is null)
            return null;
        var rows = await (
            from seat in db.Set<Seat>()
            join a in db.Set<Appointment>() on new { seat.TenantId, Id = seat.AppointmentId } equals new { a.TenantId, a.Id }
            join p in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
            join v in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { v.TenantId, v.Id }
            where seat.SessionId == session
            select new TurnRow(
                a.Id, a.Version, seat.Number, seat.Rank, seat.Extra, seat.Reason, seat.Called, seat.Skipped, a.Status, p.Id, p.Name, p.Phone,
                v.NameAr, v.NameEn, v.Minutes, a.Note,
                db.Set<AppointmentEvent>().Where(e => e.AppointmentId == a.Id && e.Kind == "inconsult").Max(e => (NodaTime.Instant?)e.At),
                db.Set<AppointmentEvent>().Where(e => e.AppointmentId == a.Id && e.Kind == "fulfilled").Max(e => (NodaTime.Instant?)e.At))
            {
                Price = a.Price, Paid = PaymentMarks.Standing(db, ReceiptKind.Fee).Any(r => r.AppointmentId == a.Id),
            }).ToListAsync(cancellation);
        return new TurnLine(head, rows);
    }
}
