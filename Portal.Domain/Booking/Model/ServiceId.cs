using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public readonly record struct ServiceId(Guid Value) : IId<ServiceId>
{
    public static ServiceId New() => new(Guid.CreateVersion7());

    public static ServiceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
