using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking;

/// <summary>Announces every change once more: the first announcement, right after the commit, is lost if the process dies in between.</summary>
sealed class AnnounceAppointment(ChangePublisher changes) : IOutboxHandler
{
    public bool Handles(string kind) => kind.StartsWith(AppointmentChange.Prefix, StringComparison.Ordinal);

    public Task HandleAsync(OutboxItem item, CancellationToken cancellation)
    {
        var change = AppointmentChange.Of(item);
        changes.Publish(new(item.Tenant, Topics.Appointments, change.Appointment.Value));
        CalendarDay.Announce(change.Touched, item.Tenant, changes);
        return Task.CompletedTask;
    }
}
