namespace Portal.Features.Booking.DeskBooking;

/// <summary>A form's idempotency key: the same as long as the same is asked, new as soon as anything about it changes.</summary>
sealed class CommandKey
{
    object? asked;
    Guid key;

    /// <param name="request">The request without its key; compared by value.</param>
    public Guid For(object request)
    {
        if (!request.Equals(asked))
            (asked, key) = (request, Guid.CreateVersion7());
        return key;
    }
}
