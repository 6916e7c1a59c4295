using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// One appointment as its patient sees it. A patient sees those of their own proved phone; who holds the link that was sent to that phone
/// becomes that patient first. Staff see all.
/// </summary>
public sealed class PublicAppointment(IDbContextFactory<PortalDbContext> contexts, Caller caller)
{
    public sealed record View(
        AppointmentId Id, int Version, AppointmentStatus Status, Instant Start, Instant End, ServiceId ServiceId, PractitionerId PractitionerId,
        string ServiceAr, string ServiceEn, string DoctorAr, string DoctorEn, decimal? Price, string PatientName)
    {
        public PatientId PatientId { get; init; }

        public VisitKind Visit { get; init; }

        /// <summary>Asked for in advance.</summary>
        public decimal? Deposit { get; init; }

        /// <summary>The desk has a receipt of the deposit that was not taken back.</summary>
        public bool DepositPaid { get; init; }

        /// <summary>Where its room is, if that is at a branch.</summary>
        public Guid? RoomBranch { get; init; }

        /// <summary>All that a page opened by a link shows of the name: a link may be seen by others than its patient.</summary>
        public string FirstName => PatientName.Split(' ', 2)[0];

        public string Service(string language) => language == "ar" ? ServiceAr : ServiceEn;

        public string Doctor(string language) => language == "ar" ? DoctorAr : DoctorEn;
    }

    /// <returns>Null where there is none, or none of the caller's.</returns>
    public async Task<View?> ExecuteAsync(AppointmentId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var isStaff = caller.IsDesk;
        var people = isStaff || caller.Phone is not { } phone ? [] : await PersonIds.OfPhoneAsync(db, phone, cancellation);
        return await Views(db, db.Set<Appointment>().Where(a => a.Id == id), db.Set<Patient>().Where(p => isStaff || people.Contains(p.Id))).SingleOrDefaultAsync(cancellation);
    }

    internal static IQueryable<View> Views(PortalDbContext db, IQueryable<Appointment> appointments, IQueryable<Patient> patients) =>
        from a in appointments
        join p in patients on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
        join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
        join d in db.Set<Practitioner>() on new { a.TenantId, Id = a.PractitionerId } equals new { d.TenantId, d.Id }
        select new View(a.Id, a.Version, a.Status, a.StartsAt, a.EndsAt, s.Id, d.Id, s.NameAr, s.NameEn, d.NameAr, d.NameEn, a.Price, p.Name)
        {
            PatientId = a.PatientId, Visit = a.VisitKind, Deposit = a.Deposit,
            DepositPaid = PaymentMarks.Standing(db, ReceiptKind.Deposit).Any(r => r.AppointmentId == a.Id),
            RoomBranch = db.Set<Resource>().Where(r => r.TenantId == a.TenantId && r.Id == a.RoomId).Select(r => r.LocationId).FirstOrDefault(),
        };
}
