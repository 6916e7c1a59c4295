using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public readonly record struct PractitionerId(Guid Value) : IId<PractitionerId>
{
    public static PractitionerId New() => new(Guid.CreateVersion7());

    public static PractitionerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
