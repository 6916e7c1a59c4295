using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>What of one appointment is paid, and what is to be taken now.</summary>
public sealed class ReadPayment(IDbContextFactory<PortalDbContext> contexts, ReceiptRows rows, MoneyEnd end, AuditTrail audit)
{
    /// <param name="Price">As it was booked, which follows from the visit: a follow-up may be free. Else the service's; null where it is told at the desk.</param>
    /// <param name="DepositAsked">Null where none is.</param>
    /// <param name="Receipts">By number, those that were taken back too.</param>
    public sealed record Payment(
        AppointmentId Appointment, AppointmentStatus Status, VisitKind Visit, decimal? Price, decimal? DepositAsked, IReadOnlyList<ReceiptRow> Receipts)
    {
        public ReceiptRow? Fee => Standing(ReceiptKind.Fee);

        public ReceiptRow? Deposit => Standing(ReceiptKind.Deposit);

        /// <summary>What can be taken: the fee of who is here, a deposit where one is asked for; null where there is nothing.</summary>
        public ReceiptKind? Next => Status switch
        {
            _ when Fee is not null => null,
            _ when Status.IsHere() || Status == AppointmentStatus.Fulfilled => ReceiptKind.Fee,
            _ when Status.IsAhead() && Deposit is null && DepositAsked > 0 => ReceiptKind.Deposit,
            _ => null,
        };

        /// <summary>The sum that the desk need not type.</summary>
        public decimal? Suggested => Next == ReceiptKind.Deposit ? DepositAsked : Price;

        /// <summary>What is left to pay of a fee.</summary>
        public decimal Left(decimal fee, decimal discount) => Next == ReceiptKind.Deposit ? fee - discount : Math.Max(0, fee - discount - (Deposit?.Paid ?? 0));

        /// <summary>What of the deposit is more than such a fee, and is to be given back.</summary>
        public decimal Over(decimal fee, decimal discount) => Next == ReceiptKind.Fee && Deposit is { } before ? Math.Max(0, before.Paid - (fee - discount)) : 0;

        /// <summary>What of the deposit the fee that was taken left over, and is still to be given back.</summary>
        public decimal Surplus => Fee is { } fee && Deposit is { } before ? before.Paid - (fee.Deposit ?? 0) : 0;

        ReceiptRow? Standing(ReceiptKind kind) => Receipts.FirstOrDefault(r => r.Kind == kind && r.Stands);
    }

    public async Task<Result<Payment, MoneyError>> ExecuteAsync(AppointmentId appointment, CancellationToken cancellation)
    {
        if (end.Till is null)
            return await audit.RefuseAsync("payment.read", MoneyError.Forbidden, "appointment", appointment.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from a in db.Set<Appointment>()
            join s in db.Set<Service>() on new { a.TenantId, Id = a.ServiceId } equals new { s.TenantId, s.Id }
            where a.Id == appointment
            select new { a.Status, a.VisitKind, Price = a.Price ?? s.Price, a.Deposit }).SingleOrDefaultAsync(cancellation);
        return found is null
            ? MoneyError.NotFound
            : new Payment(
                appointment, found.Status, found.VisitKind, found.Price, found.Deposit,
                await rows.ReadAsync(db, db.Set<Receipt>().Where(r => r.AppointmentId == appointment), cancellation));
    }
}
