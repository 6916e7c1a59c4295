using Portal.Domain.Booking;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Series;

namespace Portal.Features.Booking.DeskBooking;

/// <summary>One session of a planned series, with what the desk chose for it where the wished time cannot be had.</summary>
public sealed class SeriesChoice(PlanSeries.Session session)
{
    public PlanSeries.Session Session { get; } = session;

    /// <summary>Number of the chosen alternative; -1 leaves the session out.</summary>
    public int Choice { get; set; } = session.Others.Count > 0 ? 0 : -1;

    /// <summary>Why the last try did not book it.</summary>
    public BookingError? Refused { get; init; }

    public bool IsConflict => Session.Slot is null;

    public Slot? Chosen => Session.Slot ?? (Choice >= 0 && Choice < Session.Others.Count ? Session.Others[Choice] : null);
}
