namespace Portal.Domain.Booking.Feeds;

/// <summary>Why a calendar feed was not made, changed or read.</summary>
public enum FeedError
{
    Forbidden,

    /// <summary>No such feed, practitioner or room; or none with this secret at this clinic.</summary>
    NotFound,

    /// <summary>As many as <see cref="MakeFeed.Most"/> read this calendar.</summary>
    TooMany,

    /// <summary>Longer than 80 letters.</summary>
    NameTooLong,

    /// <summary>There was one, and it was revoked or its doctor has left.</summary>
    Gone,
}
