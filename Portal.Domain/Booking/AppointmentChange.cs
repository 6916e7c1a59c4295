using System.Text.Json;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking;

/// <summary>What <c>record_change</c> writes into the outbox.</summary>
/// <param name="Touched">The days that it claimed or gave back; see <see cref="Rules.CalendarDay.Parse"/>.</param>
sealed record AppointmentChange(AppointmentId Appointment, int Version, string Touched)
{
    public const string Prefix = "appointment.";

    public static AppointmentChange Of(OutboxItem item)
    {
        using var payload = JsonDocument.Parse(item.Payload);
        var root = payload.RootElement;
        return new(AppointmentId.From(root.GetProperty("appointment").GetGuid()), root.GetProperty("version").GetInt32(),
            root.TryGetProperty("touched", out var touched) ? touched.GetString() ?? "" : "");
    }
}
