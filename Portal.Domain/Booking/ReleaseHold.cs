using Portal.Domain.Booking.Store;

namespace Portal.Domain.Booking;

/// <summary>Gives a visitor's held slot back, when the form is left.</summary>
public sealed class ReleaseHold(BookingStore store)
{
    public Task ExecuteAsync(Guid visitor, CancellationToken cancellation) => store.ReleaseHoldAsync(visitor, cancellation);
}
