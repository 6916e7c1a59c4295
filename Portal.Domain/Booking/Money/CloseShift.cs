using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>
/// Closes a shift with the cash that was counted: for good. Of two who close it at once one does, and the other is told; a receipt that came in between is
/// told too, for the sum that was looked at is then another.
/// </summary>
public sealed class CloseShift(MoneyStore store, MoneyEnd end)
{
    public const int LongestNote = 500;

    /// <param name="Receipts">How many the shift had when its totals were shown.</param>
    /// <param name="Counted">The cash in the drawer, without what was in it when the shift began.</param>
    /// <param name="Note">On the difference; needed where there is one.</param>
    public sealed record Request(Guid CommandKey, ShiftId Shift, int Receipts, decimal Counted, string? Note);

    public async Task<Result<ShiftId, MoneyError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await CloseAsync(request, cancellation), "shift.close", "shift", request.Shift.Value, _ => null, cancellation);

    async Task<Result<ShiftId, MoneyError>> CloseAsync(Request request, CancellationToken cancellation)
    {
        if (end.Till is null)
            return MoneyError.Forbidden;
        if (!TakeReceipt.IsAmount(Math.Abs(request.Counted)))
            return MoneyError.AmountWrong;
        var note = request.Note?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestNote)] : null;
        return await store.CloseAsync(request, note, end.MayAll, cancellation) switch
        {
            "done" or "replayed" => request.Shift,
            var refused => MoneyStore.Refusal(refused),
        };
    }
}
