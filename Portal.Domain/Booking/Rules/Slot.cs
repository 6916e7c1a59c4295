using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>A time that can be booked: <see cref="Start"/> to <see cref="End"/> without buffers.</summary>
public readonly record struct Slot(PractitionerId Practitioner, Instant Start, Instant End);

/// <summary>A claimed stretch of a practitioner's time, buffers of the claim included.</summary>
public readonly record struct Busy(PractitionerId Practitioner, Instant Start, Instant End);
