using System.Collections.Frozen;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// What may free a time, or close a place in the list, is followed by a round at once. Time off that is removed and hours that are extended say
/// nothing in the outbox; the round of each minute finds them.
/// </summary>
sealed class OfferOnChange(OfferFreedTimes offer) : IOutboxHandler
{
    static readonly FrozenSet<string> Kinds = new[] { "cancelled", "moved", "resized", "noshow", "undone", "booked", "proposed" }.Select(kind => AppointmentChange.Prefix + kind)
        .Concat([WaitlistEvents.Joined, WaitlistEvents.Freed]).ToFrozenSet();

    public bool Handles(string kind) => Kinds.Contains(kind);

    public Task HandleAsync(OutboxItem item, CancellationToken cancellation) => offer.ExecuteAsync(cancellation);
}
