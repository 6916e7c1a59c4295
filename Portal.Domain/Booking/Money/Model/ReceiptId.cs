using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Money.Model;

public readonly record struct ReceiptId(Guid Value) : IId<ReceiptId>
{
    public static ReceiptId New() => new(Guid.CreateVersion7());

    public static ReceiptId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
