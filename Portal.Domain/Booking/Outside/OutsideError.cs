namespace Portal.Domain.Booking.Outside;

/// <summary>Why a program outside was not told what it asked for.</summary>
public enum OutsideError
{
    /// <summary>The token lacks the scope.</summary>
    Forbidden,
    NotFound,

    /// <summary>More days at once than <see cref="SearchSlots.MostDays"/>.</summary>
    TooWide,
}
