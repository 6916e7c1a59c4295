using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Identity;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Money;

/// <summary>Reads receipts with what stands around them. Who may see which, the use cases say.</summary>
public sealed class ReceiptRows(MoneyEnd end)
{
    /// <returns>By number.</returns>
    internal async Task<IReadOnlyList<ReceiptRow>> ReadAsync(PortalDbContext db, IQueryable<Receipt> receipts, CancellationToken cancellation)
    {
        var (till, any) = (end.Till, end.MayAll);
        var standing = PaymentMarks.Standing(db);
        var rows = await (
            from r in receipts
            join a in db.Set<Appointment>() on new { r.TenantId, Id = r.AppointmentId } equals new { a.TenantId, a.Id }
            join p in db.Set<Patient>() on new { a.TenantId, Id = a.PatientId } equals new { p.TenantId, p.Id }
            join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
            join d in db.Set<Practitioner>() on new { r.TenantId, Id = r.PractitionerId } equals new { d.TenantId, d.Id }
            join shift in db.Set<Shift>() on new { r.TenantId, Id = r.ShiftId } equals new { shift.TenantId, shift.Id }
            orderby r.Number
            select new ReceiptRow(
                r.Id, r.Number, r.Kind, r.Fee, r.Discount, r.DiscountReason, r.Deposit, r.Paid, r.Method, r.TakenBy, r.TakenAt, r.ShiftId, a.Id, a.StartsAt, p.Name,
                d.Id, d.NameAr, d.NameEn, s.NameAr, s.NameEn)
            {
                Reverses = db.Set<Receipt>().Where(x => x.Id == r.Reverses).Select(x => (long?)x.Number).FirstOrDefault(),
                ReverseReason = r.ReverseReason,
                ReversedBy = db.Set<Receipt>().Where(x => x.Reverses == r.Id).Select(x => (long?)x.Number).FirstOrDefault(),
                GivenBack = db.Set<Receipt>().Where(x => x.Reverses == r.Id).Select(x => (decimal?)(-x.Paid)).FirstOrDefault(),
                IsSurplus = r.Kind == ReceiptKind.Deposit && db.Set<Receipt>().Any(x => x.Id == r.Reverses && x.Paid != -r.Paid),
                // as reverse_receipt has it
                GivesBack = r.Kind == ReceiptKind.Deposit
                    ? r.Paid - (standing.Where(x => x.AppointmentId == r.AppointmentId && x.Kind == ReceiptKind.Fee).Select(x => x.Deposit).FirstOrDefault() ?? 0)
                    : r.Deposit != null && !standing.Any(x => x.AppointmentId == r.AppointmentId && x.Kind == ReceiptKind.Deposit) ? r.Paid + (r.Deposit ?? 0) : r.Paid,
                IsAnyones = r.Kind == ReceiptKind.Deposit && standing.Any(x => x.AppointmentId == r.AppointmentId && x.Kind == ReceiptKind.Fee),
                MayReverse = any || (shift.ClosedAt == null && shift.StaffId == till),
            }).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, rows.Select(r => (Platform.Ids.UserId?)r.TakenBy), cancellation);
        return [.. rows.Select(r => r with { TakenByName = names.GetValueOrDefault(r.TakenBy), MayReverse = r.Stands && (r.MayReverse || r is { IsAnyones: true, GivesBack: > 0 }) })];
    }
}
