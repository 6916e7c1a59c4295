using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>The month with its takings for a file that leaves the house: an administrator's alone, and each one is in the audit trail.</summary>
public sealed class ExportMonth(ReadMonth read, Caller caller, AuditTrail audit)
{
    public async Task<Result<ReadMonth.View, MoneyError>> ExecuteAsync(YearMonth? month, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("month.export", MoneyError.Forbidden, cancellation: cancellation);
        var result = await read.ExecuteAsync(month, cancellation);
        if (result.Succeeded)
            await audit.RecordAsync("month.export", "done", detail: new { month = result.Value.Month.Month.ToString("uuuu-MM", null) }, cancellation: cancellation);
        return result;
    }
}
