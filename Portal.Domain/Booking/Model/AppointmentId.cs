using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public readonly record struct AppointmentId(Guid Value) : IId<AppointmentId>
{
    public static AppointmentId New() => new(Guid.CreateVersion7());

    public static AppointmentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
