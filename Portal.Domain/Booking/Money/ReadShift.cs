using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>A shift with its totals: the caller's open one, or one by its id, which is the own or an administrator's to see.</summary>
public sealed class ReadShift(IDbContextFactory<PortalDbContext> contexts, ReceiptRows rows, MoneyEnd end, AuditTrail audit)
{
    /// <param name="Doctors">Those that anything was taken for, in the clinic's order.</param>
    /// <param name="Receipts">By number.</param>
    public sealed record View(
        ShiftId Id, UserId Staff, string? StaffName, Instant OpenedAt, Closing? Closed, Takings Takings, IReadOnlyList<DoctorName> Doctors, IReadOnlyList<ReceiptRow> Receipts);

    /// <param name="By">The name of who closed it.</param>
    public sealed record Closing(Instant At, string? By, decimal Expected, decimal Counted, string? Note)
    {
        public decimal Difference => Counted - Expected;
    }

    /// <param name="id">Null for the caller's open one.</param>
    /// <returns>Null where the caller has no open one.</returns>
    public async Task<Result<View?, MoneyError>> ExecuteAsync(ShiftId? id, CancellationToken cancellation)
    {
        if (end.Till is not { } till)
            return await audit.RefuseAsync("shift.read", MoneyError.Forbidden, "shift", id?.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var shift = await db.Set<Shift>().SingleOrDefaultAsync(s => id == null ? s.StaffId == till && s.ClosedAt == null : s.Id == id, cancellation);
        if (shift is null)
            return id is null ? default(View) : MoneyError.NotFound;
        if (shift.StaffId != till && !end.MayAll)
            return await audit.RefuseAsync("shift.read", MoneyError.Forbidden, "shift", id?.Value, cancellation);
        return await ViewAsync(db, shift, cancellation);
    }

    async Task<View> ViewAsync(PortalDbContext db, Shift shift, CancellationToken cancellation)
    {
        var receipts = await rows.ReadAsync(db, db.Set<Receipt>().Where(r => r.ShiftId == shift.Id), cancellation);
        var parts = from r in receipts
                    group r by (r.Practitioner, r.Method) into part
                    let fees = part.Where(r => r.Kind == ReceiptKind.Fee)
                    select new Takings.Part(part.Key.Practitioner, part.Key.Method, part.Count(), fees.Sum(r => r.Fee), fees.Sum(r => r.Discount ?? 0), part.Sum(r => r.Paid));
        var whose = receipts.Select(r => r.Practitioner).Distinct().ToArray();
        var doctors = await db.Set<Practitioner>().Where(p => whose.Contains(p.Id)).OrderBy(p => p.Position).ThenBy(p => p.Id)
            .Select(p => new DoctorName(p.Id, p.NameAr, p.NameEn)).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, [shift.StaffId, shift.ClosedBy], cancellation);
        return new View(
            shift.Id, shift.StaffId, names.GetValueOrDefault(shift.StaffId), shift.OpenedAt,
            shift.ClosedAt is { } at ? new Closing(at, names.GetValueOrDefault(shift.ClosedBy!.Value), shift.ExpectedCash!.Value, shift.CountedCash!.Value, shift.Note) : null,
            new Takings([.. parts]), doctors, receipts);
    }
}
