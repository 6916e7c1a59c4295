using Portal.Domain.Booking;

namespace Portal.Features.Booking.My;

/// <summary>The one appointment of a link: seen, moved or cancelled by whoever holds the link.</summary>
sealed class LinkHolder(ActAsLinkHolder holder, PublicAppointment read)
{
    public static bool IsOpen(PublicAppointment.View appointment, NodaTime.Instant now) =>
        appointment.Status.IsAhead() && appointment.Start > now;

    /// <returns>Null for a link that is not of this clinic.</returns>
    public async Task<PublicAppointment.View?> ReadAsync(string? token, CancellationToken cancellation) =>
        await holder.ExecuteAsync(token, cancellation) is { } id ? await read.ExecuteAsync(id, cancellation) : null;
}
