using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>The desk's calendar: practitioners with their open hours, rooms and devices, and what is booked or being booked with them.</summary>
/// <remarks>What is booked is read once for all desks of a clinic that look at the same days, and again when something changed.</remarks>
public sealed class ListDay(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, TenantContext tenant, TenantCache cache, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Days">Days of the clinic, both included.</param>
    /// <param name="Practitioner">Null for all.</param>
    /// <param name="Place">A room or a device; null for all, and for what needs none.</param>
    public sealed record Request(DateInterval Days, PractitionerId? Practitioner = null, Guid? Place = null);

    /// <param name="Begins">The first instant of the first day in the clinic's zone.</param>
    /// <param name="Ends">The first instant after the last day.</param>
    public sealed record Calendar(
        Instant Begins, Instant Ends, IReadOnlyList<Column> Columns, IReadOnlyList<DeskAppointment> Appointments, IReadOnlyList<BeingBooked> Holds)
    {
        /// <summary>Rooms, then devices, in the clinic's order; all of them, whatever was asked for.</summary>
        public IReadOnlyList<Place> Places { get; init; } = [];

        /// <summary>In the clinic's order; none in a clinic with one address.</summary>
        public IReadOnlyList<Branch> Branches { get; init; } = [];
    }

    /// <param name="Open">Working windows, time off taken out.</param>
    public sealed record Column(PractitionerId Id, string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn, string Colour, IReadOnlyList<Interval> Open)
    {
        /// <summary>The branch of each of <see cref="Open"/>; null in a clinic with one address.</summary>
        public IReadOnlyList<Guid?> OpenAt { get; init; } = [];

        public string Name(string language) => language == "ar" ? NameAr : NameEn;

        public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;
    }

    /// <param name="Branch">Where it stands; null where that does not matter.</param>
    public sealed record Place(Guid Id, ResourceKind Kind, string NameAr, string NameEn, Guid? Branch)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;
    }

    public sealed record Branch(Guid Id, string NameAr, string NameEn)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;
    }

    /// <summary>A slot that somebody on the site is filling the form for.</summary>
    public sealed record BeingBooked(HoldId Id, PractitionerId Practitioner, Instant Start, Instant End, Instant ExpiresAt);

    public async Task<Result<Calendar, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("calendar.read", BookingError.Forbidden, cancellation: cancellation);

        var current = await rules.GetAsync(cancellation);
        var (begins, ends) = current.Zone.Bounds(request.Days);
        var booked = await cache.GetAsync(tenant.Id, Topics.Appointments, $"desk:{begins}:{ends}:{request.Practitioner}:{request.Place}:{current.Version}",
            token => new ValueTask<Calendar>(BookedAsync(request, current, begins, ends, token)), cancellation);
        return booked with { Holds = await HeldAsync(request, begins, ends, cancellation) };
    }

    async Task<Calendar> BookedAsync(Request request, BookingRules current, Instant begins, Instant ends, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var appointments = await DeskAppointment.Query(db, db.Set<Appointment>().Where(a =>
                a.StartsAt >= begins && a.StartsAt < ends && (request.Practitioner == null || a.PractitionerId == request.Practitioner)
                && (request.Place == null || a.RoomId == request.Place || a.DeviceId == request.Place)).OrderBy(a => a.StartsAt))
            .ToListAsync(cancellation);

        // a retired practitioner keeps the column while somebody is still booked with them, and so does a room
        var booked = appointments.Select(a => a.Practitioner).ToHashSet();
        var used = appointments.SelectMany(a => new[] { a.Room, a.Device }).OfType<Guid>().ToHashSet();
        var practitioners = await db.Set<Practitioner>().Where(p => request.Practitioner == null || p.Id == request.Practitioner)
            .OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellation);
        var places = await db.Set<Resource>().OrderByDescending(r => r.Kind).ThenBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancellation);
        var branches = await db.Set<Location>().Where(l => !l.Retired).OrderBy(l => l.Position).ThenBy(l => l.Id).ToListAsync(cancellation);
        return new Calendar(begins, ends,
            [.. practitioners.Where(p => !p.Retired || booked.Contains(p.Id)).Select(p => ColumnOf(p, WorkingWindows.Free(current, p.Id, request.Days)))], appointments, [])
        {
            Places = [.. places.Where(r => !r.Retired || used.Contains(r.Id)).Select(r => new Place(r.Id, r.Kind, r.NameAr, r.NameEn, r.LocationId))],
            Branches = [.. branches.Select(l => new Branch(l.Id, l.NameAr, l.NameEn))],
        };
    }

    // they end by the clock, and nobody announces it; that they begin or are given up, their claims' days do
    async Task<IReadOnlyList<BeingBooked>> HeldAsync(Request request, Instant begins, Instant ends, CancellationToken cancellation)
    {
        var held = await cache.GetAsync(tenant.Id, Topics.Calendars, $"held:{begins}:{ends}:{request.Practitioner}",
            token => new ValueTask<IReadOnlyList<BeingBooked>>(ReadHeldAsync(request, begins, ends, token)), cancellation);
        var now = clock.GetUtcNow().ToInstant();
        return [.. held.Where(hold => hold.ExpiresAt > now)];
    }

    async Task<IReadOnlyList<BeingBooked>> ReadHeldAsync(Request request, Instant begins, Instant ends, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var holds = await (
            from h in db.Set<Hold>()
            join s in db.Set<Service>() on new { h.TenantId, Id = h.ServiceId } equals new { s.TenantId, s.Id }
            where h.ExpiresAt > now && h.StartsAt >= begins && h.StartsAt < ends && (request.Practitioner == null || h.PractitionerId == request.Practitioner)
            select new { h.Id, h.PractitionerId, h.StartsAt, s.Minutes, h.ExpiresAt }).ToListAsync(cancellation);
        return [.. holds.Select(h => new BeingBooked(h.Id, h.PractitionerId, h.StartsAt, h.StartsAt + Duration.FromMinutes(h.Minutes), h.ExpiresAt))];
    }

    static Column ColumnOf(Practitioner p, List<Window> windows) => new(
        p.Id, p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn, p.Colour, [.. windows.Select(window => new Interval(window.Start, window.End))])
    {
        OpenAt = [.. windows.Select(window => window.Location)],
    };
}
