using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Turns;

/// <summary>A booked turn as a command left it.</summary>
/// <param name="Session">Null where a command that is answered again has left its session since.</param>
public sealed record TurnState(AppointmentState Appointment, SessionId? Session, int? Number);
