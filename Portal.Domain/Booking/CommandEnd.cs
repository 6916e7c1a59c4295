using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>How every command on the calendar ends: those who look on hear of what was done, and a refusal is in the audit trail.</summary>
public sealed class CommandEnd(ChangePublisher changes, TenantContext tenant, AuditTrail audit)
{
    internal Task<Result<T, BookingError>> TellAsync<T>(Result<T, BookingError> result, string action, AppointmentId appointment, CancellationToken cancellation) =>
        TellAsync(result, action, "appointment", appointment.Value, _ => appointment.Value, cancellation);

    /// <param name="subject">What a refusal is about, with its id.</param>
    /// <param name="changed">The id that those who look on are told.</param>
    internal async Task<Result<T, BookingError>> TellAsync<T>(
        Result<T, BookingError> result, string action, string subject, Guid about, Func<T, Guid> changed, CancellationToken cancellation)
    {
        if (result.Succeeded)
            changes.Publish(new(tenant.Id, Topics.Appointments, changed(result.Value)));
        else
            await audit.RefuseAsync(action, result.Error, subject, about, cancellation);
        return result;
    }
}
