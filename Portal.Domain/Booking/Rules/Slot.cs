using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>A time that can be booked: <see cref="Start"/> to <see cref="End"/> without buffers.</summary>
/// <param name="Location">The branch; null in a clinic with one address.</param>
public readonly record struct Slot(PractitionerId Practitioner, Instant Start, Instant End, Guid? Location = null);

/// <summary>A claimed stretch of the time of a practitioner, a room or a device, buffers of the claim included.</summary>
public readonly record struct Busy(Guid Resource, Instant Start, Instant End);

/// <summary>An appointment that counts against the limits of a practitioner's day and week.</summary>
public readonly record struct Load(PractitionerId Practitioner, ServiceId Service, Instant Start);
