using NodaTime;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>An appointment as staff see it, with whom and what it is about.</summary>
/// <param name="Version">To be sent with the next change.</param>
public sealed record DeskAppointment(
    AppointmentId Id, PractitionerId Practitioner, ServiceId Service, string ServiceAr, string ServiceEn, string ServiceColour,
    PatientId Patient, string PatientName, string PatientPhone, Instant Start, Instant End, AppointmentStatus Status, BookingSource Source,
    decimal? Price, string? Note, string? CancelReason, int Version)
{
    public CancelledBy? CancelledBy { get; init; }

    /// <summary>Why it stands over another one.</summary>
    public string? OverbookReason { get; init; }

    /// <summary>A place in a session: its length is the session's.</summary>
    public bool InSession { get; init; }

    public Guid? Room { get; init; }

    public Guid? Device { get; init; }

    public VisitKind VisitKind { get; init; }

    public decimal? Deposit { get; init; }

    /// <summary>It stands where it cannot be: its patient was offered other times and has not chosen.</summary>
    public bool ToBeMoved { get; init; }

    /// <summary>Its fee was taken, and not taken back.</summary>
    public bool Paid { get; init; }

    public PaymentMark Payment => PaymentMarks.Of(Status, Price, Paid);

    public string ServiceName(string language) => language == "ar" ? ServiceAr : ServiceEn;

    internal static IQueryable<DeskAppointment> Query(PortalDbContext db, IQueryable<Appointment> appointments) =>
        from a in appointments
        join booked in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { booked.TenantId, booked.Id }
        join p in db.Set<Patient>() on new { booked.TenantId, Id = booked.MergedInto ?? booked.Id } equals new { p.TenantId, p.Id }
        join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
        select new DeskAppointment(a.Id, a.PractitionerId, s.Id, s.NameAr, s.NameEn, s.Colour, p.Id, p.Name, p.Phone, a.StartsAt, a.EndsAt,
            a.Status, a.Source, a.Price, a.Note, a.CancelReason, a.Version)
        {
            CancelledBy = a.CancelledBy, OverbookReason = a.OverbookReason, InSession = a.SessionId != null, Room = a.RoomId, Device = a.DeviceId, VisitKind = a.VisitKind, Deposit = a.Deposit,
            Paid = PaymentMarks.Standing(db, ReceiptKind.Fee).Any(r => r.AppointmentId == a.Id),
            ToBeMoved = OpenOffers.ToBeMoved(db).Any(i => i.AppointmentId == a.Id),
        };
}
