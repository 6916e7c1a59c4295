using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>
/// How every command about money begins and ends: the desk and the administrator give it; those who look on hear of it, for who has paid stands in the calendar
/// and in the line; a refusal is in the audit trail.
/// </summary>
public sealed class MoneyEnd(ChangePublisher changes, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <summary>Whose till it is; null for who may take no money.</summary>
    internal UserId? Till => caller is { Kind: CallerKind.Staff, UserId: { } user } && caller.IsReception ? user : null;

    /// <summary>Looks after everybody's receipts and shifts, and not the own ones alone.</summary>
    internal bool MayAll => caller.IsAny(StaffRole.Administrator);

    /// <param name="appointment">Whose mark changed; null where none did.</param>
    internal async Task<Result<T, MoneyError>> TellAsync<T>(
        Result<T, MoneyError> result, string action, string subject, Guid about, Func<T, AppointmentId?> appointment, CancellationToken cancellation)
    {
        if (!result.Succeeded)
            return await audit.RefuseAsync(action, result.Error, subject, about, cancellation);
        if (appointment(result.Value) is { } marked)
            changes.Publish(new(tenant.Id, Topics.Appointments, marked.Value));
        changes.Publish(new(tenant.Id, Topics.Money, about));
        return result;
    }
}
