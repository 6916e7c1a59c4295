using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Money.Model;

public readonly record struct ShiftId(Guid Value) : IId<ShiftId>
{
    public static ShiftId New() => new(Guid.CreateVersion7());

    public static ShiftId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
