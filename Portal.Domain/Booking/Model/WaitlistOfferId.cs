using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public readonly record struct WaitlistOfferId(Guid Value) : IId<WaitlistOfferId>
{
    public static WaitlistOfferId New() => new(Guid.CreateVersion7());

    public static WaitlistOfferId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
