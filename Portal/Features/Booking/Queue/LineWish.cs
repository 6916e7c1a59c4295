using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;

namespace Portal.Features.Booking.Queue;

/// <summary>What a button of the line asks for: an act on a place, a step of its appointment, or both, the step first.</summary>
/// <param name="Then">Called in after <paramref name="Row"/>'s step.</param>
public sealed record LineWish(TurnRow? Row, LineAct? Act = null, AppointmentStatus? Step = null, TurnRow? Then = null, string? Reason = null);
