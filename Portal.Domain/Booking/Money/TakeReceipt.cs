using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>
/// Takes the fee of an appointment whose patient is here, or a deposit for one that is ahead: a receipt under the clinic's next number, in the shift of who takes
/// it, which begins with its first receipt. The same form sent twice gives the same receipt.
/// </summary>
public sealed class TakeReceipt(MoneyStore store, MoneyEnd end)
{
    /// <summary>Above it, a nought too many was typed.</summary>
    public const decimal Most = 10_000_000;

    public const int LongestReason = 200;

    /// <param name="Fee">Before discount and deposit; of a deposit, all of it.</param>
    /// <param name="Paid">What the patient was told to pay: refused where the discount and a deposit leave another sum.</param>
    public sealed record Request(
        Guid CommandKey, AppointmentId Appointment, ReceiptKind Kind, decimal Fee, decimal Discount, string? DiscountReason, decimal Paid, PaymentMethod Method);

    public async Task<Result<ReceiptState, MoneyError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await TakeAsync(request, cancellation), "receipt.take", "appointment", request.Appointment.Value, taken => taken.Appointment, cancellation);

    async Task<Result<ReceiptState, MoneyError>> TakeAsync(Request request, CancellationToken cancellation)
    {
        if (end.Till is null)
            return MoneyError.Forbidden;
        if (!IsAmount(request.Fee) || !IsAmount(request.Discount) || request is { Kind: ReceiptKind.Deposit, Fee: 0 })
            return MoneyError.AmountWrong;
        if (request.Discount > request.Fee || request is { Kind: ReceiptKind.Deposit, Discount: > 0 })
            return MoneyError.DiscountTooHigh;
        var reason = request.Discount == 0 || string.IsNullOrWhiteSpace(request.DiscountReason) ? null : request.DiscountReason.Trim();
        if (request.Discount > 0 && reason is null)
            return MoneyError.DiscountReasonMissing;
        return await store.TakeAsync(Hash(request), request, reason?[..Math.Min(reason.Length, LongestReason)], cancellation);
    }

    /// <summary>Something that can be paid: with two digits after the point at most.</summary>
    internal static bool IsAmount(decimal amount) => amount is >= 0 and <= Most && decimal.Round(amount, 2) == amount;

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[96]);
        hash.Add(request.Appointment.Value);
        hash.Add((int)request.Kind);
        hash.Add((long)(request.Fee * 100));
        hash.Add((long)(request.Discount * 100));
        hash.Add((int)request.Method);
        hash.Add(request.DiscountReason?.Trim());
        return hash.ToArray();
    }
}
