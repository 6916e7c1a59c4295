using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>
/// Takes a receipt back: it stays as it is, and another one with its amounts below nothing is written beside it, under a number of its own and in the shift
/// of who gives the money back. The desk takes back what it took in its open shift, and gives back what of a deposit is more than the fee; an administrator any.
/// </summary>
public sealed class ReverseReceipt(MoneyStore store, MoneyEnd end)
{
    public const int LongestReason = 200;

    public sealed record Request(Guid CommandKey, ReceiptId Receipt, string Reason);

    public async Task<Result<ReceiptState, MoneyError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await ReverseAsync(request, cancellation), "receipt.reverse", "receipt", request.Receipt.Value, reversed => reversed.Appointment, cancellation);

    async Task<Result<ReceiptState, MoneyError>> ReverseAsync(Request request, CancellationToken cancellation)
    {
        if (end.Till is null)
            return MoneyError.Forbidden;
        if (string.IsNullOrWhiteSpace(request.Reason))
            return MoneyError.ReasonMissing;
        if (request.Reason.Trim().Length > LongestReason)
            return MoneyError.ReasonTooLong;
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Receipt.Value);
        hash.Add(request.Reason.Trim());
        return await store.ReverseAsync(hash.ToArray(), request, end.MayAll, cancellation);
    }
}
