using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>The clinic's shifts for its administrator: the open ones, and the last that were closed.</summary>
public sealed class ListShifts(IDbContextFactory<PortalDbContext> contexts, MoneyEnd end, AuditTrail audit)
{
    public const int Most = 100;

    /// <param name="Counted">Null while it is open.</param>
    /// <param name="Cash">What should be in the drawer.</param>
    /// <param name="Paid">By every method.</param>
    public sealed record Row(ShiftId Id, string? StaffName, Instant OpenedAt, Instant? ClosedAt, int Receipts, decimal Paid, decimal Cash, decimal? Counted, string? Note)
    {
        public decimal? Difference => Counted - Cash;
    }

    public async Task<Result<IReadOnlyList<Row>, MoneyError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!end.MayAll)
            return await audit.RefuseAsync("shift.list", MoneyError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var shifts = await db.Set<Shift>().OrderBy(s => s.ClosedAt != null).ThenByDescending(s => s.OpenedAt).Take(Most).Select(s => new
        {
            Shift = s,
            Receipts = db.Set<Receipt>().Count(r => r.ShiftId == s.Id),
            Paid = db.Set<Receipt>().Where(r => r.ShiftId == s.Id).Sum(r => r.Paid),
            Cash = db.Set<Receipt>().Where(r => r.ShiftId == s.Id && r.Method == PaymentMethod.Cash).Sum(r => r.Paid),
        }).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, shifts.Select(s => (Platform.Ids.UserId?)s.Shift.StaffId), cancellation);
        return shifts.Select(s => new Row(
            s.Shift.Id, names.GetValueOrDefault(s.Shift.StaffId), s.Shift.OpenedAt, s.Shift.ClosedAt, s.Receipts, s.Paid, s.Cash, s.Shift.CountedCash, s.Shift.Note)).ToList();
    }
}
