using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Feeds;

/// <summary>
/// What a calendar program is given for its secret: a month back and half a year ahead. What the feed does not tell of patients does not leave
/// this class. Each read is audited.
/// </summary>
public sealed class ReadFeed(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int DaysBack = 30;
    public const int DaysAhead = 180;

    /// <summary>How long a cancelled one is still told as cancelled: programs that missed it for a fortnight read the whole feed anew.</summary>
    static readonly Duration CancelledFor = Duration.FromDays(14);

    /// <param name="Name">The doctor's or the room's.</param>
    /// <param name="Entries">Earliest first.</param>
    public sealed record Contents(Guid Feed, string Language, string Name, IReadOnlyList<Entry> Entries);

    /// <param name="Service">Null where the feed tells that somebody is there and no more.</param>
    /// <param name="Patient">Their name or its first letters; null likewise.</param>
    /// <param name="Doctor">In a room's feed.</param>
    public sealed record Entry(
        AppointmentId Id, int Version, AppointmentStatus Status, Instant Start, Instant End, Instant ChangedAt, string? Service, string? Patient, string? Doctor);

    public async Task<Result<Contents, FeedError>> ExecuteAsync(string secret, CancellationToken cancellation)
    {
        if (secret is not { Length: 43 })
            return FeedError.NotFound;
        var hash = SecretToken.Hash(secret);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<CalendarFeed>().AsTracking().SingleOrDefaultAsync(f => f.SecretHash == hash, cancellation) is not { } feed)
            return FeedError.NotFound;
        caller.BecomeProgram(feed.Id, ApiScopes.None);
        if (!await FeedOwners.IsOpenAsync(db, feed, cancellation))
            return await audit.RefuseAsync("feed.read", FeedError.Gone, "feed", feed.Id, cancellation);

        var contents = await ReadAsync(db, feed, cancellation);
        var now = clock.GetUtcNow().ToInstant();
        if (feed.LastReadAt is not { } last || now - last >= Duration.FromMinutes(1))
            feed.LastReadAt = now;
        audit.Add(db, "feed.read", "feed", feed.Id, new { entries = contents.Entries.Count });
        await db.SaveChangesAsync(cancellation);
        return contents;
    }

    async Task<Contents> ReadAsync(PortalDbContext db, CalendarFeed feed, CancellationToken cancellation)
    {
        var zone = (await rules.GetAsync(cancellation)).Zone;
        var now = clock.GetUtcNow().ToInstant();
        var today = now.InZone(zone).Date;
        var begins = zone.AtStartOfDay(today.PlusDays(-DaysBack)).ToInstant();
        var ends = zone.AtStartOfDay(today.PlusDays(DaysAhead + 1)).ToInstant();
        var room = await db.Set<Resource>().SingleOrDefaultAsync(r => r.Id == feed.ResourceId, cancellation);
        var id = PractitionerId.From(feed.ResourceId);
        var appointments = db.Set<Appointment>().Where(a => a.StartsAt >= begins && a.StartsAt < ends);
        appointments = room is null ? appointments.Where(a => a.PractitionerId == id) : appointments.Where(a => a.RoomId == room.Id);
        var rows = await (
            from a in appointments
            join p in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
            join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
            join d in db.Set<Practitioner>() on new { a.TenantId, Id = a.PractitionerId } equals new { d.TenantId, d.Id }
            orderby a.StartsAt, a.Id
            select new
            {
                Appointment = a, Patient = p.Name, Service = feed.Language == "ar" ? s.NameAr : s.NameEn, Doctor = feed.Language == "ar" ? d.NameAr : d.NameEn,
                ChangedAt = db.Set<AppointmentEvent>().Where(e => e.AppointmentId == a.Id && e.Version == a.Version).Select(e => (Instant?)e.At).FirstOrDefault(),
            }).ToListAsync(cancellation);
        var name = room?.Name(feed.Language) ?? (await db.Set<Practitioner>().SingleAsync(p => p.Id == id, cancellation)).Name(feed.Language);
        return new Contents(feed.Id, feed.Language, name,
            [.. from row in rows
                let changed = row.ChangedAt ?? row.Appointment.CreatedAt
                where row.Appointment.Status != AppointmentStatus.Cancelled || changed > now - CancelledFor
                select new Entry(row.Appointment.Id, row.Appointment.Version, row.Appointment.Status, row.Appointment.StartsAt, row.Appointment.EndsAt, changed,
                    feed.Detail == FeedDetail.BusyOnly ? null : row.Service,
                    feed.Detail switch { FeedDetail.FullName => row.Patient, FeedDetail.Initials => Initials.Of(row.Patient), _ => null },
                    room is null ? null : row.Doctor)]);
    }
}
