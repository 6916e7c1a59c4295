using NodaTime;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Bulk;

/// <summary>Who is away, when, and what happens to the appointments.</summary>
public sealed class BulkForm
{
    public PractitionerId? Doctor { get; set; }

    public LocalDate From { get; set; }

    /// <summary>The last day, which is away too.</summary>
    public LocalDate Until { get; set; }

    public bool OnlySomeHours { get; set; }

    /// <summary>Of the first day.</summary>
    public LocalTime Begins { get; set; } = new(9, 0);

    /// <summary>Of the last day.</summary>
    public LocalTime Ends { get; set; } = new(17, 0);

    public BulkKind Kind { get; set; }

    public BulkWhere Where { get; set; }

    public BulkReason Reason { get; set; }

    public string Note { get; set; } = "";

    public bool BlockTime { get; set; } = true;

    public LocalDateTime Start => OnlySomeHours ? From + Begins : From.AtMidnight();

    public LocalDateTime End => OnlySomeHours ? Until + Ends : Until.PlusDays(1).AtMidnight();
}
