using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public readonly record struct HoldId(Guid Value) : IId<HoldId>
{
    public static HoldId New() => new(Guid.CreateVersion7());

    public static HoldId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
