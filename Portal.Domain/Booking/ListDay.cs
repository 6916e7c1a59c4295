using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>The desk's calendar: columns of practitioners with their open hours, and what is booked or being booked in them.</summary>
public sealed class ListDay(IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Days">Days of the clinic, both included.</param>
    /// <param name="Practitioner">Null for all.</param>
    public sealed record Request(DateInterval Days, PractitionerId? Practitioner = null);

    /// <param name="Begins">The first instant of the first day in the clinic's zone.</param>
    /// <param name="Ends">The first instant after the last day.</param>
    public sealed record Calendar(
        Instant Begins, Instant Ends, IReadOnlyList<Column> Columns, IReadOnlyList<DeskAppointment> Appointments, IReadOnlyList<BeingBooked> Holds);

    /// <param name="Open">Working windows, time off taken out.</param>
    public sealed record Column(PractitionerId Id, string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn, string Colour, IReadOnlyList<Interval> Open)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;

        public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;
    }

    /// <summary>A slot that somebody on the site is filling the form for.</summary>
    public sealed record BeingBooked(HoldId Id, PractitionerId Practitioner, Instant Start, Instant End, Instant ExpiresAt);

    public async Task<Result<Calendar, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("calendar.read", BookingError.Forbidden, cancellation: cancellation);

        var current = await rules.GetAsync(cancellation);
        var begins = current.Zone.AtStartOfDay(request.Days.Start).ToInstant();
        var ends = current.Zone.AtStartOfDay(request.Days.End.PlusDays(1)).ToInstant();
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);

        var appointments = await DeskAppointment.Query(db, db.Set<Appointment>().Where(a =>
                a.StartsAt >= begins && a.StartsAt < ends && (request.Practitioner == null || a.PractitionerId == request.Practitioner)).OrderBy(a => a.StartsAt))
            .ToListAsync(cancellation);
        var holds = await (
            from h in db.Set<Hold>()
            join s in db.Set<Service>() on new { h.TenantId, Id = h.ServiceId } equals new { s.TenantId, s.Id }
            where h.ExpiresAt > now && h.StartsAt >= begins && h.StartsAt < ends && (request.Practitioner == null || h.PractitionerId == request.Practitioner)
            select new { h.Id, h.PractitionerId, h.StartsAt, s.Minutes, h.ExpiresAt }).ToListAsync(cancellation);

        // a retired practitioner keeps the column while somebody is still booked with them
        var booked = appointments.Select(a => a.Practitioner).ToHashSet();
        var practitioners = await db.Set<Practitioner>().Where(p => request.Practitioner == null || p.Id == request.Practitioner)
            .OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellation);
        return new Calendar(begins, ends,
            [.. practitioners.Where(p => !p.Retired || booked.Contains(p.Id)).Select(p =>
                new Column(p.Id, p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn, p.Colour, WorkingWindows.Free(current, p.Id, request.Days)))],
            appointments,
            [.. holds.Select(h => new BeingBooked(h.Id, h.PractitionerId, h.StartsAt, h.StartsAt + Duration.FromMinutes(h.Minutes), h.ExpiresAt))]);
    }
}
