using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>How long an offer stands and when one may be made: pure rules, no clock and no database.</summary>
static class OfferTerms
{
    /// <summary>An offer that ends sooner is none.</summary>
    public static readonly Duration Shortest = Duration.FromMinutes(5);

    /// <summary>The hold outlives its offer a little, so that what is accepted in the last second is still there to be booked.</summary>
    public static readonly Duration Grace = Duration.FromSeconds(30);

    /// <summary>Of one person; more is a nuisance and no help.</summary>
    public const int MostInADay = 3;

    /// <summary>Until when a time can be kept: the clinic's length, never more than half the time that is left, and never into the clinic's notice.</summary>
    /// <returns>Null where the time is too near.</returns>
    public static Instant? Until(WaitlistSettings settings, Duration notice, Instant now, Instant start)
    {
        var length = Duration.Min(Duration.FromMinutes(settings.OfferMinutes), (start - now) / 2);
        var until = Instant.Min(now + length, start - notice);
        return until - now < Shortest ? null : until;
    }

    /// <summary>Whether people may be written to.</summary>
    public static bool IsDecent(WaitlistSettings settings, LocalTime time) => time >= settings.OffersFrom && time < settings.OffersTo;
}
