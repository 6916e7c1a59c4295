using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>Where a menu stands, and of what: of an appointment, or of a free place in a column.</summary>
/// <param name="Inline">Pixels from the side where lines begin.</param>
/// <param name="Block">Pixels from the top.</param>
public sealed record QuickMenuPlace(double Inline, double Block, AppointmentId? Card, ColumnPlan? Column = null, Instant? At = null);
