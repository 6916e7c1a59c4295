using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Rush.Model;

public readonly record struct BookingTicketId(Guid Value) : IId<BookingTicketId>
{
    public static BookingTicketId New() => new(Guid.CreateVersion7());

    public static BookingTicketId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
