using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking;

/// <summary>An appointment as a command left it.</summary>
/// <param name="Version">To be sent with the next change, which is refused if somebody else was quicker.</param>
public sealed record AppointmentState(
    AppointmentId Id, PractitionerId Practitioner, ServiceId Service, PatientId Patient, Instant Start, Instant End, AppointmentStatus Status, int Version);
