using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Bulk;

/// <summary>A time with somebody.</summary>
public readonly record struct BulkPlace(PractitionerId Practitioner, Instant Start);

/// <summary>Whom the patients go to.</summary>
public enum BulkWhere
{
    /// <summary>The same practitioner on a later day, the nearest with room; of its times the one nearest to the old time of day.</summary>
    SamePractitionerLater,

    /// <summary>Another one who offers the service on the same day, as near to the old time as can be.</summary>
    OtherPractitionerSameDay,
}
