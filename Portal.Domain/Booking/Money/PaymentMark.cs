using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Money;

/// <summary>What the calendar and the line show of money.</summary>
public enum PaymentMark
{
    /// <summary>Nothing is to be taken: not here yet, or free.</summary>
    None,
    Due,
    Paid,
}

static class PaymentMarks
{
    public static PaymentMark Of(AppointmentStatus status, decimal? price, bool paid) =>
        paid ? PaymentMark.Paid
        : price != 0 && (status.IsHere() || status == AppointmentStatus.Fulfilled) ? PaymentMark.Due
        : PaymentMark.None;

    /// <summary>What was taken and not taken back.</summary>
    public static IQueryable<Receipt> Standing(PortalDbContext db) => db.Set<Receipt>().Where(r => r.Reverses == null && !db.Set<Receipt>().Any(back => back.Reverses == r.Id));

    /// <summary>The same of one kind.</summary>
    public static IQueryable<Receipt> Standing(PortalDbContext db, ReceiptKind kind) => Standing(db).Where(r => r.Kind == kind);
}
