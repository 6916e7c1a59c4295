using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public readonly record struct WaitlistEntryId(Guid Value) : IId<WaitlistEntryId>
{
    public static WaitlistEntryId New() => new(Guid.CreateVersion7());

    public static WaitlistEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
