using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>One receipt, to be printed.</summary>
public sealed class ReadReceipt(IDbContextFactory<PortalDbContext> contexts, ReceiptRows rows, MoneyEnd end, AuditTrail audit)
{
    public async Task<Result<ReceiptRow, MoneyError>> ExecuteAsync(ReceiptId id, CancellationToken cancellation)
    {
        if (end.Till is null)
            return await audit.RefuseAsync("receipt.read", MoneyError.Forbidden, "receipt", id.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await rows.ReadAsync(db, db.Set<Receipt>().Where(r => r.Id == id), cancellation) is [var receipt] ? receipt : MoneyError.NotFound;
    }
}
