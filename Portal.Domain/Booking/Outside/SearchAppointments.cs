using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Outside;

/// <summary>Appointments for a program outside, by their start, page by page. Neither notes nor reasons leave the clinic.</summary>
public sealed class SearchAppointments(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    /// <param name="From">Starts no sooner; null for no bound.</param>
    /// <param name="To">Starts before.</param>
    /// <param name="Statuses">Any of them; empty for any at all.</param>
    /// <param name="After">The last one of the page before.</param>
    public sealed record Request(
        Instant? From, Instant? To, PractitionerId? Practitioner, PatientId? Patient, IReadOnlyCollection<AppointmentStatus> Statuses, AppointmentId? Id, Cursor? After, int Count);

    /// <summary>Where a page ended: what is booked meanwhile shifts no page.</summary>
    public readonly record struct Cursor(Instant Start, AppointmentId Id);

    /// <param name="Next">Null on the last page.</param>
    /// <param name="Total">Of all pages.</param>
    public sealed record Page(IReadOnlyList<View> Appointments, int Total, Cursor? Next);

    public sealed record View(
        AppointmentId Id, int Version, AppointmentStatus Status, Instant Start, Instant End, Instant CreatedAt, Instant? ChangedAt,
        PractitionerId Practitioner, string DoctorAr, string DoctorEn, ServiceId ServiceId, string ServiceAr, string ServiceEn, PatientId Patient, string PatientName,
        CancelledBy? CancelledBy, Guid? RoomId, string? RoomAr, string? RoomEn)
    {
        public string? Room(string language) => language == "ar" ? RoomAr : RoomEn;


        public string Doctor(string language) => language == "ar" ? DoctorAr : DoctorEn;

        public string Service(string language) => language == "ar" ? ServiceAr : ServiceEn;
    }

    public async Task<Result<Page, OutsideError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (kind, subject) = request switch
        {
            { Id: { } one } => ("appointment", one.Value),
            { Patient: { } patient } => ("patient", patient.Value),
            { Practitioner: { } practitioner } => ("practitioner", practitioner.Value),
            _ => (default(string), default(Guid?)),
        };
        if (!caller.May(ApiScopes.AppointmentRead))
            return await audit.RefuseAsync("fhir.appointment.read", OutsideError.Forbidden, kind, subject, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var fitting = Fitting(db.Set<Appointment>(), request);
        if (request.Patient is { } who)
        {
            var person = await PersonIds.OfAsync(db, who, cancellation);
            fitting = fitting.Where(a => person.Contains(a.PatientId));
        }

        var total = await fitting.CountAsync(cancellation);
        if (request.After is { } after)
            fitting = fitting.Where(a => EF.Functions.GreaterThan(ValueTuple.Create(a.StartsAt, a.Id), ValueTuple.Create(after.Start, after.Id)));
        // one more than asked for tells whether there is a next page
        var rows = await Views(db, fitting.OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(request.Count + 1)).ToListAsync(cancellation);
        var page = rows.OrderBy(v => v.Start).ThenBy(v => v.Id.Value).Take(request.Count).ToList();
        await audit.RecordAsync("fhir.appointment.read", AuditEntry.Done, kind, subject, new { found = page.Count }, cancellation);
        return new Page(page, total, rows.Count > request.Count && page.Count > 0 ? new Cursor(page[^1].Start, page[^1].Id) : null);
    }

    static IQueryable<Appointment> Fitting(IQueryable<Appointment> all, Request request)
    {
        if (request.From is { } from)
            all = all.Where(a => a.StartsAt >= from);
        if (request.To is { } to)
            all = all.Where(a => a.StartsAt < to);
        if (request.Practitioner is { } practitioner)
            all = all.Where(a => a.PractitionerId == practitioner);
        if (request.Id is { } id)
            all = all.Where(a => a.Id == id);
        return request.Statuses.Count == 0 ? all : all.Where(a => request.Statuses.Contains(a.Status));
    }

    static IQueryable<View> Views(PortalDbContext db, IQueryable<Appointment> appointments) =>
        from a in appointments
        join p in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
        join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
        join d in db.Set<Practitioner>() on new { a.TenantId, Id = a.PractitionerId } equals new { d.TenantId, d.Id }
        join r in db.Set<Resource>() on new { a.TenantId, Id = a.RoomId } equals new { r.TenantId, Id = (Guid?)r.Id } into rooms
        from room in rooms.DefaultIfEmpty()
        select new View(a.Id, a.Version, a.Status, a.StartsAt, a.EndsAt, a.CreatedAt,
            db.Set<AppointmentEvent>().Where(e => e.AppointmentId == a.Id && e.Version == a.Version).Select(e => (Instant?)e.At).FirstOrDefault(),
            d.Id, d.NameAr, d.NameEn, s.Id, s.NameAr, s.NameEn, p.Id, p.Name,
            a.CancelledBy, a.RoomId, room!.NameAr, room!.NameEn);
}
